namespace TextClassify.Molecules;

/// <summary>Takes away the stereo marks that say nothing, because two neighbours are the same.</summary>
internal static class EmptyMarks
{
    /// <returns>The molecule without them, perhaps the same.</returns>
    public static Molecule Remove(Molecule molecule, out AtomClasses classes)
    {
        // A mark that goes may take another one's meaning with it.
        while (true)
        {
            classes = new AtomClasses(molecule);
            if (!molecule.HasHands && !molecule.HasSides)
            {
                return molecule;
            }

            var less = Once(molecule, classes.Of);
            if (ReferenceEquals(less, molecule))
            {
                return molecule;
            }

            molecule = less;
        }
    }

    private static Molecule Once(Molecule molecule, ReadOnlySpan<int> classes)
    {
        var values = new StereoValues(molecule);
        Handedness[] hands = [.. molecule.Hands];
        BondSides[] sides = [.. molecule.Sides];
        bool[] undecided = Undecided(molecule, values, classes);
        bool removed = false;
        for (int atom = 0; atom < hands.Length; atom++)
        {
            if (hands[atom] != Handedness.None && values.Tied(atom, -1, classes) is { One: >= 0 } tied
                && SaysNothing(molecule, atom, tied, undecided))
            {
                hands[atom] = Handedness.None;
                removed = true;
            }
        }

        for (int bond = 0; bond < sides.Length; bond++)
        {
            var (first, second, _) = molecule.Bonds[bond];
            foreach (int atom in (ReadOnlySpan<int>)[first, second])
            {
                if (sides[bond] != BondSides.None && values.Tied(atom, bond, classes) is { One: >= 0 } tied
                    && SaysNothing(molecule, atom, tied, undecided))
                {
                    sides[bond] = BondSides.None;
                    removed = true;
                }
            }
        }

        return removed ? molecule.WithStereo(hands, sides) : molecule;
    }

    // Two branches of one kind are one and the same. The two ways around a ring are not where another mark in the ring tells them apart, as
    // cis and trans do in a ring with two groups on opposite atoms.
    private static bool SaysNothing(Molecule molecule, int atom, (int One, int Other) tied, ReadOnlySpan<bool> undecided)
    {
        bool[] reached = RingPaths.Reached(molecule, tied.One, atom);
        if (!reached[tied.Other])
        {
            return true;
        }

        for (int other = 0; other < reached.Length; other++)
        {
            if (reached[other] && undecided[other])
            {
                return false;
            }
        }

        return true;
    }

    private static bool[] Undecided(Molecule molecule, StereoValues values, ReadOnlySpan<int> classes)
    {
        bool[] undecided = new bool[molecule.AtomCount];
        for (int atom = 0; atom < undecided.Length; atom++)
        {
            undecided[atom] = molecule.Hands[atom] != Handedness.None && values.HandOf(atom, classes) == Handedness.None;
        }

        for (int bond = 0; bond < molecule.BondCount; bond++)
        {
            if (molecule.Sides[bond] != BondSides.None && values.SidesOf(bond, classes) == BondSides.None)
            {
                undecided[molecule.Bonds[bond].First] = true;
                undecided[molecule.Bonds[bond].Second] = true;
            }
        }

        return undecided;
    }
}
