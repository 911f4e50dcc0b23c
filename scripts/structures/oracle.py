"""Reads structure files with the programs of others and tells what they find, a line of JSON for each.

    oracle.py read FOLDER          every file below FOLDER, by ASE, gemmi and pymatgen, and what CIFs declare
    oracle.py write FOLDER DATA    makes files of the structures of ASE and pymatgen in DATA, in many dialects

Outside acceptance only: nothing that a user runs needs Python.
"""

import json
import math
import os
import re
import signal
import sys
import warnings

import ase.io
import gemmi
import numpy
import spglib
from ase.db import connect
from pymatgen.core import Structure
from pymatgen.core.structure import Molecule
from pymatgen.io.cif import CifParser
from pymatgen.io.vasp import Poscar
from pymatgen.util.provenance import StructureNL

warnings.simplefilter("ignore")
SECONDS_MAX = 60
# Positions of larger cells are compared by counts alone.
POSITIONS_MAX = 1000


def tell(path, oracle, **found):
    print(json.dumps({"path": path, "oracle": oracle, **found}), flush=True)


def attempt(path, oracle, read):
    """Whatever goes wrong in a foreign program is one of its answers."""
    signal.alarm(SECONDS_MAX)
    try:
        found = read()
    except BaseException as error:  # pymatgen and gemmi raise whatever they like
        if isinstance(error, KeyboardInterrupt):
            raise
        tell(path, oracle, error=f"{type(error).__name__}: {error}"[:200])
        return
    finally:
        signal.alarm(0)
    tell(path, oracle, **found)


def describe(lattice, sites):
    """Sites are (amounts by element, fractional or Cartesian position)."""
    composition = {}
    if not all(math.isfinite(value) for _, place in sites for value in place):
        raise ValueError("gives atoms without coordinates")
    for amounts, _ in sites:
        for symbol, amount in amounts.items():
            composition[symbol] = composition.get(symbol, 0) + amount
    found = {"sites": len(sites), "composition": composition}
    if lattice is not None:
        found["lattice"] = numpy.asarray(lattice).tolist()
    if len(sites) <= POSITIONS_MAX:
        found["positions"] = [[max(amounts, key=amounts.get), *map(float, place)] for amounts, place in sites]
    return found


def of_atoms(atoms):
    symbols = atoms.get_chemical_symbols()
    if not any(atoms.pbc):
        return describe(None, [({s: 1.0}, p) for s, p in zip(symbols, atoms.positions)])
    places = atoms.get_scaled_positions(wrap=False)
    return describe(atoms.cell.array, [({s: 1.0}, p) for s, p in zip(symbols, places)])


def of_pymatgen(structure):
    def amounts(site):
        found = {}
        for kind, amount in site.species.items():
            symbol = getattr(kind, "symbol", str(kind))
            found[symbol] = found.get(symbol, 0) + float(amount)
        return found

    if isinstance(structure, Molecule):
        return describe(None, [(amounts(site), site.coords) for site in structure])
    return describe(structure.lattice.matrix, [(amounts(site), site.frac_coords) for site in structure])


def with_symmetry(found, tolerance):
    """The number of the space group by spglib, of ordered cells that are not too large."""
    if "positions" not in found or "lattice" not in found or not found["positions"]:
        return found
    kinds = {}
    numbers = [kinds.setdefault(symbol, len(kinds) + 1) for symbol, *_ in found["positions"]]
    cell = (found["lattice"], [place for _, *place in found["positions"]], numbers)
    dataset = spglib.get_symmetry_dataset(cell, symprec=tolerance)
    return {**found, "space_group": None if dataset is None else int(dataset.number)}


def gemmi_cif(path):
    small = gemmi.read_small_structure(path)
    sites = small.get_all_unit_cell_sites()
    lattice = numpy.array([small.cell.orthogonalize(gemmi.Fractional(*row)).tolist() for row in numpy.eye(3)])
    return describe(lattice, [({site.element.name: site.occ}, site.fract.tolist()) for site in sites])


def declared(path):
    """What a CIF says of its contents: its formula and how often that is in the cell."""
    block = next(b for b in gemmi.cif.read(path) if b.find_loop("_atom_site_fract_x"))
    number = lambda tag: gemmi.cif.as_number(block.find_value(tag) or "?")
    formula = gemmi.cif.as_string(block.find_value("_chemical_formula_sum") or "?")
    amounts = {}
    for part in formula.replace("'", "").split():
        parsed = re.fullmatch(r"([A-Z][a-z]?)(\d*\.?\d*)", part)
        if parsed is None or not gemmi.Element(parsed[1]).atomic_number:
            raise ValueError(f"no formula: {formula}")
        amounts[parsed[1]] = amounts.get(parsed[1], 0) + float(parsed[2] or 1)
    if not amounts:
        raise ValueError("states no formula")
    occupancies = [gemmi.cif.as_number(v, 1.0) for v in block.find_loop("_atom_site_occupancy")]
    z = number("_cell_formula_units_Z")
    return {
        "composition": amounts,
        "units": None if z != z else z,
        "partial": any(value < 0.999 for value in occupancies),
        "formula": formula,
    }


def read(folder):
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            full = os.path.join(parent, name)
            path = os.path.relpath(full, folder)
            if name.endswith(".cif"):
                attempt(path, "ase", lambda: of_atoms(ase.io.read(full)))
                attempt(path, "gemmi", lambda: gemmi_cif(full))
                attempt(
                    path,
                    "pymatgen",
                    lambda: of_pymatgen(CifParser(full, occupancy_tolerance=1.01).parse_structures(primitive=False)[-1]),
                )
                attempt(path, "declared", lambda: declared(full))
            elif name.endswith(".aims-db.json"):
                for index, row in enumerate(connect(full).select()):
                    attempt(f"{path}/{row.id}", "ase", lambda: with_symmetry(of_atoms(row.toatoms()), 1e-3))
            elif name.endswith(".pymatgen.json"):
                with open(full) as file:
                    objects = json.load(file)
                for index, one in enumerate(objects):
                    attempt(f"{path}/{index}", "pymatgen", lambda: with_symmetry(of_pymatgen(decode(one)), 1e-3))
            elif name.endswith((".extxyz", ".xyz", ".vasp")):
                attempt(path, "ase", lambda: of_atoms(ase.io.read(full)))


def decode(one):
    if "about" in one:
        return StructureNL.from_dict(one).structure
    return Molecule.from_dict(one) if one.get("@class") == "Molecule" else Structure.from_dict(one)


def write(folder, data):
    """The databases as they are, and each of their structures in text formats."""
    with open(data) as file:
        sources = json.load(file)
    for name, path in sources["ase"].items():
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        with open(path) as file, open(os.path.join(folder, f"{name}.aims-db.json"), "w") as copy:
            copy.write(file.read())
        for index, row in enumerate(connect(path).select()):
            atoms = row.toatoms()
            target = os.path.join(folder, name, f"{row.id}")
            ase.io.write(f"{target}.extxyz", atoms)
            ase.io.write(f"{target}-plain.xyz", atoms, format="xyz") if not any(atoms.pbc) else None
            if any(atoms.pbc):
                for dialect, options in {
                    "direct": {"direct": True},
                    "cartesian": {"direct": False},
                    # The comment holds the symbols then.
                    "vasp4": {"vasp5": False},
                }.items():
                    ase.io.write(f"{target}-{dialect}.vasp", atoms, format="vasp", **options)
    with open(sources["pymatgen"]) as file:
        structures = [decode(one["snl"]) for one in json.load(file)]
    with open(os.path.join(folder, "aflow.pymatgen.json"), "w") as file:
        json.dump([s.as_dict() for s in structures], file)
    os.makedirs(os.path.join(folder, "aflow"), exist_ok=True)
    for index, structure in enumerate(structures):
        if structure.is_ordered:
            Poscar(structure).write_file(os.path.join(folder, "aflow", f"{index}.vasp"))
            structure.to(os.path.join(folder, "aflow", f"{index}.cif"), symprec=0.01)


def expire(*_):
    raise TimeoutError(f"no answer within {SECONDS_MAX} s")


signal.signal(signal.SIGALRM, expire)
{"read": read, "write": write}[sys.argv[1]](*sys.argv[2:])
