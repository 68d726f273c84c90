namespace TextClassify.Molecules;

/// <summary>An atom as SMILES states it.</summary>
/// <param name="Element">Its number; 0 for any.</param>
/// <param name="Aromatic">Written in lower case.</param>
/// <param name="Isotope">Mass number; -1 where none is stated.</param>
/// <param name="Charge">Formal.</param>
/// <param name="Hydrogens">That are no atoms of the molecule, stated in brackets or implied.</param>
/// <param name="Label">The number behind a colon; -1 where none is stated.</param>
internal readonly record struct Atom(byte Element, bool Aromatic, short Isotope, sbyte Charge, byte Hydrogens, int Label);
