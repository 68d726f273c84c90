namespace TextClassify.Molecules;

/// <summary>
/// Which single bonds bear the marks of double bonds in a text, and which way. One bond at each end of a double bond is enough; those that
/// mark two double bonds tie them together, and of what is tied the first mark written is <c>/</c>.
/// </summary>
internal sealed class DirectionMarks
{
    // A tree over tied bonds: the parent, and whether the bond's second atom lies on another side of its first than the parent's does.
    private int[] _parents = [];
    private bool[] _turned = [];
    private bool[] _marked = [];

    // Of each root: whether its second atom lies above its first; null until a mark of it is written.
    private bool?[] _above = [];

    public void Choose(Molecule molecule, TreeWalk walk)
    {
        int count = molecule.BondCount;
        if (_parents.Length < count)
        {
            (_parents, _turned, _marked, _above) = (new int[count], new bool[count], new bool[count], new bool?[count]);
        }

        for (int bond = 0; bond < count; bond++)
        {
            (_parents[bond], _turned[bond], _marked[bond], _above[bond]) = (bond, false, false, null);
        }

        // Atom by atom as they are written, so that the choice hangs on the text alone.
        foreach (int atom in walk.Atoms)
        {
            foreach (int bond in molecule.BondsOf(atom))
            {
                if (molecule.Sides[bond] != BondSides.None)
                {
                    Mark(molecule, walk, atom, bond);
                }
            }
        }

        for (int bond = 0; bond < count; bond++)
        {
            if (molecule.Sides[bond] != BondSides.None)
            {
                Tie(molecule, bond);
            }
        }
    }

    /// <summary>The sign of a bond; 0 where it bears none. Bonds are asked for in the order of writing.</summary>
    /// <param name="bond">Which.</param>
    /// <param name="forward">Whether its first atom is written first.</param>
    public byte Sign(int bond, bool forward)
    {
        if (!_marked[bond])
        {
            return 0;
        }

        int root = Root(bond, out bool turned);
        _above[root] ??= forward ^ turned;
        bool above = _above[root]!.Value ^ turned;
        return above == forward ? (byte)'/' : (byte)'\\';
    }

    private void Mark(Molecule molecule, TreeWalk walk, int atom, int doubleBond)
    {
        int best = -1;
        int bestCost = int.MaxValue;
        foreach (int bond in molecule.BondsOf(atom))
        {
            if (bond == doubleBond)
            {
                continue;
            }

            if (_marked[bond])
            {
                return;
            }

            int other = molecule.Bonds[bond].Other(atom);
            int cost = walk.PlaceOf(other)
                + (walk.IsRing(bond) ? molecule.AtomCount : 0)
                + (TouchesUnstated(molecule, other) ? 2 * molecule.AtomCount : 0)
                + (IsSingleInAromatic(molecule, bond) ? 4 * molecule.AtomCount : 0);
            if (cost < bestCost)
            {
                (best, bestCost) = (bond, cost);
            }
        }

        _marked[best] = true;
    }

    // With a mark it would be read as aromatic.
    private static bool IsSingleInAromatic(Molecule molecule, int bond)
    {
        var (first, second, order) = molecule.Bonds[bond];
        return order == BondOrder.Single && molecule.Atoms[first].Aromatic && molecule.Atoms[second].Aromatic;
    }

    // There a mark would begin to say something of a double bond of which nothing is said.
    private static bool TouchesUnstated(Molecule molecule, int atom)
    {
        foreach (int bond in molecule.BondsOf(atom))
        {
            if (molecule.Bonds[bond].Order == BondOrder.Double && molecule.Sides[bond] == BondSides.None)
            {
                return true;
            }
        }

        return false;
    }

    private void Tie(Molecule molecule, int doubleBond)
    {
        var (first, second, _) = molecule.Bonds[doubleBond];
        int known = -1;
        bool knownTurned = false;
        foreach (int atom in (ReadOnlySpan<int>)[first, second])
        {
            int reference = molecule.Reference(atom, doubleBond);
            foreach (int bond in molecule.BondsOf(atom))
            {
                if (bond == doubleBond || !_marked[bond])
                {
                    continue;
                }

                // Against the first end's first neighbour, looked at along the bond from its first atom.
                bool turned = (molecule.Bonds[bond].Other(atom) != reference)
                    ^ (molecule.Bonds[bond].First != atom)
                    ^ (atom == second && molecule.Sides[doubleBond] == BondSides.Opposite);
                if (known >= 0)
                {
                    Join(known, bond, turned ^ knownTurned);
                }

                (known, knownTurned) = (bond, turned);
            }
        }
    }

    private void Join(int one, int other, bool turned)
    {
        int root = Root(one, out bool oneTurned);
        int otherRoot = Root(other, out bool otherTurned);
        if (root != otherRoot)
        {
            _parents[otherRoot] = root;
            _turned[otherRoot] = oneTurned ^ otherTurned ^ turned;
        }
    }

    private int Root(int bond, out bool turned)
    {
        turned = false;
        for (; _parents[bond] != bond; bond = _parents[bond])
        {
            turned ^= _turned[bond];
        }

        return bond;
    }
}
