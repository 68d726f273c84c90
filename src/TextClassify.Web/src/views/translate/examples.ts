/** Texts to begin with, where what the model reads says what they are of; of words and characters only its data would. */
export function examplesOf(notation: string): readonly string[] {
  return notation === 'smiles'
    ? ['CC(=O)Cl.Nc1ccc(O)cc1', 'OB(O)c1ccccc1.Brc1ccncc1', 'CC(C)(C)OC(=O)N[C@@H](C)C(=O)OC']
    : [];
}
