namespace TextClassify.Molecules;

/// <summary>
/// What stereo marks say in terms of classes of atoms: the hand in which an atom's neighbours lie by their classes, and the sides on which
/// the higher neighbours of a double bond lie. Where neighbours share a class the mark says nothing yet.
/// </summary>
internal sealed class StereoValues
{
    private const ulong Undecided = 3;

    private readonly Molecule _molecule;

    public StereoValues(Molecule molecule) => _molecule = molecule;

    public bool Any => _molecule.HasHands || _molecule.HasSides;

    /// <summary>A number an atom, 0 where it has no mark.</summary>
    public void Values(ReadOnlySpan<int> classes, Span<ulong> values)
    {
        values.Clear();
        for (int atom = 0; atom < values.Length; atom++)
        {
            if (_molecule.Hands[atom] != Handedness.None)
            {
                values[atom] = HandOf(atom, classes) is var hand && hand == Handedness.None ? Undecided : (ulong)hand;
            }
        }

        for (int bond = 0; bond < _molecule.BondCount; bond++)
        {
            if (_molecule.Sides[bond] != BondSides.None)
            {
                var side = SidesOf(bond, classes);
                ulong value = side == BondSides.None ? Undecided : (ulong)side;

                // An atom may end two double bonds; a sum has no order.
                values[_molecule.Bonds[bond].First] += value << 4;
                values[_molecule.Bonds[bond].Second] += value << 4;
            }
        }
    }

    /// <summary>With the neighbours in the order of their classes; none where two share one.</summary>
    public Handedness HandOf(int atom, ReadOnlySpan<int> classes)
    {
        var bonds = _molecule.BondsOf(atom);
        Span<int> order = stackalloc int[4];
        for (int i = 0; i < bonds.Length; i++)
        {
            order[i] = classes[_molecule.Bonds[bonds[i]].Other(atom)];
            if (order[..i].Contains(order[i]))
            {
                return Handedness.None;
            }
        }

        return Permutations.Swap(_molecule.Hands[atom], Permutations.IsOdd(order[..bonds.Length]));
    }

    /// <summary>Of the higher neighbours at both ends; none where those of an end share a class.</summary>
    public BondSides SidesOf(int bond, ReadOnlySpan<int> classes)
    {
        var (first, second, _) = _molecule.Bonds[bond];
        int turns = Turns(first, bond, classes) is var one && Turns(second, bond, classes) is var other && one >= 0 && other >= 0
            ? one + other
            : -1;
        return turns < 0 ? BondSides.None : turns == 1 ? (BondSides)(3 - (int)_molecule.Sides[bond]) : _molecule.Sides[bond];
    }

    /// <summary>Two neighbours of an end of a double bond that share a class; -1 where none do.</summary>
    public (int One, int Other) Tied(int atom, int doubleBond, ReadOnlySpan<int> classes)
    {
        var bonds = _molecule.BondsOf(atom);
        for (int i = 0; i < bonds.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int one = _molecule.Bonds[bonds[i]].Other(atom);
                int other = _molecule.Bonds[bonds[j]].Other(atom);
                if (bonds[i] != doubleBond && bonds[j] != doubleBond && classes[one] == classes[other])
                {
                    return (one, other);
                }
            }
        }

        return (-1, -1);
    }

    // 1 where the reference isn't the higher one, -1 where they share a class.
    private int Turns(int atom, int doubleBond, ReadOnlySpan<int> classes)
    {
        if (Tied(atom, doubleBond, classes).One >= 0)
        {
            return -1;
        }

        int reference = _molecule.Reference(atom, doubleBond);
        foreach (int bond in _molecule.BondsOf(atom))
        {
            if (bond != doubleBond && classes[_molecule.Bonds[bond].Other(atom)] > classes[reference])
            {
                return 1;
            }
        }

        return 0;
    }
}
