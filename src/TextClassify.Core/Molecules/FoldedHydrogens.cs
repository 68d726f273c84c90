namespace TextClassify.Molecules;

/// <summary>Hydrogens that are written as atoms become numbers at their neighbours, as everybody writes them.</summary>
internal static class FoldedHydrogens
{
    /// <param name="molecule">As it is written.</param>
    /// <param name="signs">Of its bonds: a hydrogen that bears the mark of a double bond stays an atom.</param>
    public static Molecule Fold(Molecule molecule, ReadOnlySpan<char> signs)
    {
        bool[] folded = new bool[molecule.AtomCount];
        bool any = false;
        for (int atom = 0; atom < folded.Length; atom++)
        {
            folded[atom] = molecule.Atoms[atom] is { Element: Elements.Hydrogen, Isotope: -1, Charge: 0, Hydrogens: 0, Label: -1 }
                && molecule.Degree(atom) == 1
                && molecule.BondsOf(atom)[0] is var bond
                && molecule.Bonds[bond] is { Order: BondOrder.Single } ends
                && molecule.Atoms[ends.Other(atom)].Element > Elements.Hydrogen
                && signs[bond] is not ('/' or '\\');
            any |= folded[atom];
        }

        return any ? Without(molecule, folded) : molecule;
    }

    private static Molecule Without(Molecule molecule, bool[] folded)
    {
        int[] places = new int[molecule.AtomCount];
        var atoms = new List<Atom>();
        var hands = new List<Handedness>();
        var kept = new List<int>();
        for (int atom = 0; atom < folded.Length; atom++)
        {
            places[atom] = atoms.Count;
            if (!folded[atom])
            {
                var (hydrogens, hand) = Absorb(molecule, atom, folded);
                var whole = molecule.Atoms[atom];
                atoms.Add(whole with { Hydrogens = (byte)(whole.Hydrogens + hydrogens) });
                hands.Add(hand);
                kept.Add(molecule.Places[atom]);
            }
        }

        int[] bondPlaces = new int[molecule.BondCount];
        var bonds = new List<Bond>();
        var sides = new List<BondSides>();
        for (int bond = 0; bond < bondPlaces.Length; bond++)
        {
            bondPlaces[bond] = bonds.Count;
            var (first, second, order) = molecule.Bonds[bond];
            if (!folded[first] && !folded[second])
            {
                bonds.Add(new(places[first], places[second], order));
                sides.Add(SidesWithout(molecule, bond, folded));
            }
        }

        int[] starts = new int[atoms.Count + 1];
        var halves = new List<int>();
        for (int atom = 0; atom < folded.Length; atom++)
        {
            if (folded[atom])
            {
                continue;
            }

            foreach (int bond in molecule.BondsOf(atom))
            {
                if (!folded[molecule.Bonds[bond].Other(atom)])
                {
                    halves.Add(bondPlaces[bond]);
                }
            }

            starts[places[atom] + 1] = halves.Count;
        }

        return new([.. atoms], [.. bonds], starts, [.. halves], [.. hands], [.. sides]) { Places = [.. kept] };
    }

    // The hydrogen moves before all neighbours: as many swaps as there are neighbours before it.
    private static (int Hydrogens, Handedness Hand) Absorb(Molecule molecule, int atom, bool[] folded)
    {
        var hand = molecule.Hands[atom];
        int count = 0;
        int place = 0;
        foreach (int bond in molecule.BondsOf(atom))
        {
            if (folded[molecule.Bonds[bond].Other(atom)])
            {
                count++;
                hand = Permutations.Swap(hand, place % 2 == 1);
            }

            place++;
        }

        return (count, count + molecule.Atoms[atom].Hydrogens > 1 ? Handedness.None : hand);
    }

    // Where the first neighbour goes, the second one is spoken of; it lies on the other side.
    private static BondSides SidesWithout(Molecule molecule, int bond, bool[] folded)
    {
        var sides = molecule.Sides[bond];
        if (sides == BondSides.None)
        {
            return sides;
        }

        var (first, second, _) = molecule.Bonds[bond];
        bool turned = Goes(first) ^ Goes(second);
        return turned ? (BondSides)(3 - (int)sides) : sides;

        bool Goes(int atom) => molecule.Reference(atom, bond) is >= 0 and var reference && folded[reference];
    }
}
