/** What could steer a terminal: control characters, and those that turn the direction of text. */
export const steeringCharacters = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
