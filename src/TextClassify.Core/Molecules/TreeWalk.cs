namespace TextClassify.Molecules;

/// <summary>The tree that a writer follows: which atom comes after which, and which bonds are rings' numbers.</summary>
internal sealed class TreeWalk
{
    private const int NoBond = -1;

    private int[] _atoms = [];
    private int[] _places = [];
    private int[] _bondTo = [];
    private int[] _lastChild = [];
    private int[] _ends = [];
    private int[] _cursor = [];
    private int[] _stack = [];
    private int[] _byRank = [];

    // Of each bond: the atom at which its ring is closed; -1 where it is no ring's.
    private int[] _closer = [];

    // Bonds of each atom by the rank of the neighbour.
    private int[] _sorted = [];
    private readonly List<int> _found = [];

    private int _count;

    /// <summary>In the order in which they are written.</summary>
    public ReadOnlySpan<int> Atoms => _atoms.AsSpan(0, _count);

    /// <summary>Where an atom is written.</summary>
    public int PlaceOf(int atom) => _places[atom];

    /// <summary>The bond that leads to it; -1 for the first of a molecule.</summary>
    public int BondTo(int atom) => _bondTo[atom];

    public int LastChild(int atom) => _lastChild[atom];

    /// <summary>The place behind the last atom below it.</summary>
    public int EndOf(int atom) => _ends[atom];

    public bool IsRing(int bond) => _closer[bond] >= 0;

    public void Walk(Molecule molecule, ReadOnlySpan<int> ranks)
    {
        Reset(molecule);
        for (int atom = 0; atom < ranks.Length; atom++)
        {
            _byRank[ranks[atom]] = atom;
        }

        foreach (int atom in _byRank.AsSpan(0, ranks.Length))
        {
            if (_places[atom] < 0)
            {
                WalkFrom(molecule, atom, ranks);
            }
        }
    }

    /// <summary>Rings' bonds that end at an atom, in the order of writing; until the next call.</summary>
    public List<int> Closing(Molecule molecule, int atom) => Rings(molecule, atom, closing: true);

    /// <summary>Rings' bonds that begin at it.</summary>
    public List<int> Opening(Molecule molecule, int atom) => Rings(molecule, atom, closing: false);

    /// <summary>Whether the neighbours' order in the text is an odd permutation of the molecule's.</summary>
    public bool IsOdd(Molecule molecule, int atom)
    {
        var own = molecule.BondsOf(atom);
        Span<int> order = stackalloc int[own.Length];
        int count = 0;
        int lead = _bondTo[atom];
        if (lead >= 0)
        {
            order[count++] = own.IndexOf(lead);
        }

        var sorted = Sorted(molecule, atom);
        for (int kind = 0; kind < 3; kind++)
        {
            foreach (int bond in sorted)
            {
                if (bond != lead && kind == (_closer[bond] < 0 ? 2 : _closer[bond] == atom ? 0 : 1))
                {
                    order[count++] = own.IndexOf(bond);
                }
            }
        }

        return Permutations.IsOdd(order);
    }

    private void WalkFrom(Molecule molecule, int first, ReadOnlySpan<int> ranks)
    {
        int depth = 0;
        Enter(molecule, first, NoBond, ranks);
        _stack[depth++] = first;
        while (depth > 0)
        {
            int atom = _stack[depth - 1];
            var sorted = Sorted(molecule, atom);
            if (_cursor[atom] == sorted.Length)
            {
                _ends[atom] = _count;
                depth--;
                continue;
            }

            int bond = sorted[_cursor[atom]++];
            int other = molecule.Bonds[bond].Other(atom);
            if (_places[other] < 0)
            {
                Enter(molecule, other, bond, ranks);
                _lastChild[atom] = other;
                _stack[depth++] = other;
            }
            else if (bond != _bondTo[atom] && _bondTo[other] != bond && _closer[bond] < 0)
            {
                _closer[bond] = atom;
            }
        }
    }

    private void Enter(Molecule molecule, int atom, int bond, ReadOnlySpan<int> ranks)
    {
        _places[atom] = _count;
        _atoms[_count++] = atom;
        _bondTo[atom] = bond;
        var sorted = Sorted(molecule, atom);
        molecule.BondsOf(atom).CopyTo(sorted);
        for (int i = 1; i < sorted.Length; i++)
        {
            int moved = sorted[i];
            int rank = ranks[molecule.Bonds[moved].Other(atom)];
            int j = i;
            for (; j > 0 && ranks[molecule.Bonds[sorted[j - 1]].Other(atom)] > rank; j--)
            {
                sorted[j] = sorted[j - 1];
            }

            sorted[j] = moved;
        }
    }

    private List<int> Rings(Molecule molecule, int atom, bool closing)
    {
        _found.Clear();
        foreach (int bond in Sorted(molecule, atom))
        {
            if (_closer[bond] >= 0 && (_closer[bond] == atom) == closing)
            {
                _found.Add(bond);
            }
        }

        return _found;
    }

    private Span<int> Sorted(Molecule molecule, int atom) => _sorted.AsSpan(molecule.FirstHalf(atom), molecule.Degree(atom));

    private void Reset(Molecule molecule)
    {
        int atoms = molecule.AtomCount;
        if (_atoms.Length < atoms)
        {
            (_atoms, _places, _bondTo, _lastChild) = (new int[atoms], new int[atoms], new int[atoms], new int[atoms]);
            (_ends, _cursor, _stack, _byRank) = (new int[atoms], new int[atoms], new int[atoms], new int[atoms]);
        }

        if (_closer.Length < molecule.BondCount)
        {
            (_closer, _sorted) = (new int[molecule.BondCount], new int[molecule.HalfCount]);
        }

        _count = 0;
        _places.AsSpan(0, atoms).Fill(-1);
        _lastChild.AsSpan(0, atoms).Fill(-1);
        _cursor.AsSpan(0, atoms).Clear();
        _closer.AsSpan(0, molecule.BondCount).Fill(-1);
    }
}
