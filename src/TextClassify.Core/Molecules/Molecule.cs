namespace TextClassify.Molecules;

/// <summary>
/// Atoms and bonds of a SMILES text, as they are written there: aromatic atoms stay aromatic, nothing is perceived and no valence is
/// checked. Never changes.
/// </summary>
public sealed class Molecule
{
    // Half bonds in the order of the text, atom by atom: _starts[atom] to _starts[atom + 1].
    private readonly int[] _starts;
    private readonly int[] _halves;
    private readonly Handedness[] _hands;
    private readonly BondSides[] _sides;

    internal Molecule(Atom[] atoms, Bond[] bonds, int[] starts, int[] halves, Handedness[] hands, BondSides[] sides)
    {
        (Atoms, Bonds, _starts, _halves, _hands, _sides) = (atoms, bonds, starts, halves, hands, sides);
        foreach (var side in sides)
        {
            HasSides |= side != BondSides.None;
        }

        foreach (var hand in hands)
        {
            HasHands |= hand != Handedness.None;
        }
    }

    public int AtomCount => Atoms.Length;

    public int BondCount => Bonds.Length;

    internal Atom[] Atoms { get; }

    internal Bond[] Bonds { get; }

    /// <summary>Of each atom: the character of the text at which it begins.</summary>
    internal int[] Places { get; init; } = [];

    /// <summary>Of each atom.</summary>
    internal ReadOnlySpan<Handedness> Hands => _hands;

    /// <summary>Of each bond.</summary>
    internal ReadOnlySpan<BondSides> Sides => _sides;

    internal bool HasSides { get; }

    internal bool HasHands { get; }

    /// <summary>The bonds of an atom, in its order.</summary>
    internal ReadOnlySpan<int> BondsOf(int atom) => _halves.AsSpan(_starts[atom].._starts[atom + 1]);

    internal int Degree(int atom) => _starts[atom + 1] - _starts[atom];

    /// <summary>Where an atom's neighbours begin in arrays of all half bonds.</summary>
    internal int FirstHalf(int atom) => _starts[atom];

    internal int HalfCount => _halves.Length;

    /// <summary>The sum of an atom's bonds' orders, aromatic ones counted as 1.</summary>
    internal int Weight(int atom)
    {
        int weight = 0;
        foreach (int bond in BondsOf(atom))
        {
            var order = Bonds[bond].Order;
            weight += order == BondOrder.Aromatic ? 1 : (int)order;
        }

        return weight;
    }

    /// <summary>The neighbour of one end of a double bond that <see cref="Sides"/> speaks of; -1 where the end has no other.</summary>
    internal int Reference(int atom, int doubleBond)
    {
        foreach (int bond in BondsOf(atom))
        {
            if (bond != doubleBond)
            {
                return Bonds[bond].Other(atom);
            }
        }

        return -1;
    }

    /// <summary>The same atoms with other marks.</summary>
    internal Molecule WithStereo(Handedness[] hands, BondSides[] sides) =>
        new(Atoms, Bonds, _starts, _halves, hands, sides) { Places = Places };
}
