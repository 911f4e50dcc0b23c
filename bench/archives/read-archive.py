"""Reads an archive with the programs that others use, makes nothing of it, and tells what that took.

    read-archive.py zip|tarball|folder|pymatgen|xyz PATH SECONDS_MAX

Stops after so many seconds: what matters is the rate.
"""

import io
import json
import os
import resource
import sys
import tarfile
import time
import warnings
import zipfile

warnings.simplefilter("ignore")


def members_of_zip(path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".cif"):
                yield archive.read(name).decode()


def members_of_tarball(path):
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith(".cif"):
                yield archive.extractfile(member).read().decode()


def members_of_folder(path):
    for folder, _, names in os.walk(path):
        for name in names:
            if name.endswith(".cif"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    yield file.read()


def read_cifs(members):
    import ase.io

    yield
    for text in members:
        yield lambda: ase.io.read(io.StringIO(text), format="cif")


def read_pymatgen(path):
    from pymatgen.entries.computed_entries import ComputedStructureEntry

    yield
    with open(path, encoding="utf-8") as file:
        entries = json.load(file)
    for entry in entries:
        yield lambda: ComputedStructureEntry.from_dict(entry)


def read_xyz(path):
    import ase.io

    yield
    for frame in ase.io.iread(path, index=":", format="extxyz"):
        yield lambda: frame


READINGS = {
    "zip": lambda path: read_cifs(members_of_zip(path)),
    "tarball": lambda path: read_cifs(members_of_tarball(path)),
    "folder": lambda path: read_cifs(members_of_folder(path)),
    "pymatgen": read_pymatgen,
    "xyz": read_xyz,
}


def processor_seconds(usage):
    return usage.ru_utime + usage.ru_stime


def peak_memory():
    """What getrusage gives is no less than what the process held that started this one."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            lines = [line.split() for line in status if line.startswith("VmHWM:")]
        return int(lines[0][1]) * 1024
    except (OSError, IndexError):
        return None


def main():
    form, path, seconds_max = sys.argv[1], sys.argv[2], float(sys.argv[3])
    attempts = READINGS[form](path)
    # As far as the program is loaded, and no file is read: only what follows counts.
    next(attempts)
    started = time.perf_counter()
    began = resource.getrusage(resource.RUSAGE_SELF)
    read = failed = 0
    for attempt in attempts:
        try:
            attempt()
            read += 1
        except Exception:  # whatever the program raises at what it cannot read
            failed += 1
        if time.perf_counter() - started > seconds_max:
            break
    ended = resource.getrusage(resource.RUSAGE_SELF)
    answer = {
        "entries": read,
        "failed": failed,
        "seconds": time.perf_counter() - started,
        "processorSeconds": processor_seconds(ended) - processor_seconds(began),
        "peakBytes": peak_memory(),
    }
    print(json.dumps(answer))


main()
