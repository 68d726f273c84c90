namespace TextClassify.Molecules;

/// <summary>From the signs <c>/</c> and <c>\</c> beside double bonds to what they say of these.</summary>
internal static class DoubleBondMarks
{
    // Smaller rings have no choice.
    private const int LeastRing = 8;

    /// <param name="molecule">Whose sides aren't known.</param>
    /// <param name="signs">Of each bond, from its first atom to its second.</param>
    /// <param name="contradiction">A bond whose mark can't be, where null is returned.</param>
    public static BondSides[]? Read(Molecule molecule, ReadOnlySpan<char> signs, out int contradiction)
    {
        contradiction = -1;
        var sides = new BondSides[molecule.BondCount];
        if (!signs.ContainsAny('/', '\\'))
        {
            return sides;
        }

        for (int bond = 0; bond < sides.Length; bond++)
        {
            var (first, second, order) = molecule.Bonds[bond];
            if (order != BondOrder.Double || !IsFlat(molecule, first, bond) || !IsFlat(molecule, second, bond))
            {
                continue;
            }

            // At one end alone, marks are other double bonds' and may well look alike, as beside a carbonyl.
            int one = SideOfReference(molecule, first, bond, signs, out int wrong);
            int other = SideOfReference(molecule, second, bond, signs, out int otherWrong);
            if (one != 0 && other != 0 && !RingPaths.IsInRingBelow(molecule, bond, LeastRing))
            {
                contradiction = Math.Max(wrong, otherWrong);
                if (contradiction >= 0)
                {
                    return null;
                }

                sides[bond] = one == other ? BondSides.Same : BondSides.Opposite;
            }
        }

        return sides;
    }

    private static bool IsFlat(Molecule molecule, int atom, int doubleBond)
    {
        foreach (int bond in molecule.BondsOf(atom))
        {
            if (bond != doubleBond && molecule.Bonds[bond].Order is not (BondOrder.Single or BondOrder.Aromatic))
            {
                return false;
            }
        }

        return molecule.Degree(atom) <= 3;
    }

    // 1 where the end's first other neighbour lies above, -1 below, 0 where nothing is said of it.
    private static int SideOfReference(Molecule molecule, int atom, int doubleBond, ReadOnlySpan<char> signs, out int contradiction)
    {
        contradiction = -1;
        int side = 0;
        int turned = 1;
        foreach (int bond in molecule.BondsOf(atom))
        {
            if (bond == doubleBond)
            {
                continue;
            }

            if (signs[bond] is '/' or '\\')
            {
                int above = ((signs[bond] == '/') == (molecule.Bonds[bond].First == atom) ? 1 : -1) * turned;
                if (side == -above)
                {
                    contradiction = bond;
                }

                side = above;
            }

            // The second neighbour lies on the other side of the first.
            turned = -1;
        }

        return side;
    }
}
