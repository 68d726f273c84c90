namespace TextClassify.Molecules;

/// <summary>
/// Classes of atoms that can't be told apart, refined until nothing changes: by what the atom is, then by its neighbours' classes, then by
/// what its stereo mark says in terms of classes. An atom's class is the number of atoms in lower ones, so that numbering the atoms anew
/// changes no class.
/// </summary>
internal sealed class AtomClasses
{
    private readonly Molecule _molecule;
    private readonly StereoValues _stereo;
    private readonly int[] _classes;
    private readonly ulong[] _keys;
    private readonly int[] _order;

    public AtomClasses(Molecule molecule)
    {
        _molecule = molecule;
        _stereo = new(molecule);
        int atoms = molecule.AtomCount;
        (_classes, _keys, _order) = (new int[atoms], new ulong[atoms], new int[atoms]);
        for (int atom = 0; atom < atoms; atom++)
        {
            _keys[atom] = Own(molecule, atom);
        }

        Split();
        Refine();
    }

    private AtomClasses(AtomClasses other) => (_molecule, _stereo, _classes, _keys, _order) =
        (other._molecule, other._stereo, [.. other._classes], new ulong[other._keys.Length], new int[other._order.Length]);

    /// <summary>Of each atom; all different once <see cref="Count"/> is the number of atoms.</summary>
    public ReadOnlySpan<int> Of => _classes;

    /// <summary>Different classes.</summary>
    public int Count { get; private set; }

    /// <summary>With one atom before the others of its class.</summary>
    public AtomClasses With(int atom)
    {
        var other = new AtomClasses(this);
        for (int each = 0; each < _classes.Length; each++)
        {
            other._keys[each] = each == atom ? 0UL : 1;
        }

        other.Split();
        other.Refine();
        return other;
    }

    private static ulong Own(Molecule molecule, int atom)
    {
        var what = molecule.Atoms[atom];
        ulong own = (uint)molecule.Degree(atom);
        own = (own << 8) | what.Element;
        own = (own << 1) | (what.Aromatic ? 1UL : 0);
        own = (own << 5) | (uint)(what.Charge + 16);
        own = (own << 4) | what.Hydrogens;
        own = (own << 10) | (uint)(what.Isotope + 1);
        return (own << 17) | (uint)(what.Label + 1);
    }

    private void Refine()
    {
        int before;
        do
        {
            before = Count;
            for (int atom = 0; atom < _classes.Length; atom++)
            {
                _keys[atom] = OfNeighbours(atom);
            }

            Split();
            if (Count == before && _stereo.Any && Count < _classes.Length)
            {
                _stereo.Values(_classes, _keys);
                Split();
            }
        }
        while (Count > before);
    }

    // A sum, so that the order of neighbours is nothing to it.
    private ulong OfNeighbours(int atom)
    {
        ulong sum = 0;
        foreach (int bond in _molecule.BondsOf(atom))
        {
            var other = _molecule.Bonds[bond];
            sum += Mixed(((ulong)(uint)_classes[other.Other(atom)] << 3) | (ulong)other.Order);
        }

        return sum;
    }

    private static ulong Mixed(ulong value)
    {
        value = (value + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    // Each class into those of equal keys.
    private void Split()
    {
        for (int atom = 0; atom < _order.Length; atom++)
        {
            _order[atom] = atom;
        }

        Array.Sort(_order, Compare);
        Count = 0;
        int start = 0;
        int last = -1;
        Span<int> split = _classes.Length <= 256 ? stackalloc int[_classes.Length] : new int[_classes.Length];
        for (int place = 0; place < _order.Length; place++)
        {
            int atom = _order[place];
            if (last < 0 || Compare(last, atom) != 0)
            {
                start = place;
                Count++;
            }

            split[atom] = start;
            last = atom;
        }

        split.CopyTo(_classes);
    }

    private int Compare(int one, int other)
    {
        int order = _classes[one].CompareTo(_classes[other]);
        return order != 0 ? order : _keys[one].CompareTo(_keys[other]);
    }
}
