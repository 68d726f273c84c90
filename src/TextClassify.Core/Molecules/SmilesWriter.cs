using System.Numerics;

namespace TextClassify.Molecules;

/// <summary>
/// Writes molecules depth first, each in as many ways as its atoms have orders. Its buffers are kept and grow with the largest molecule;
/// not for several threads at once.
/// </summary>
public sealed class SmilesWriter
{
    private const int MostRings = 99;

    private readonly DirectionMarks _marks = new();
    private readonly TreeWalk _walk = new();
    private int[] _order = [];
    private int[] _numbers = [];
    private int[] _ends = [];
    private UInt128 _taken;
    private byte[] _text = new byte[256];
    private int _length;

    /// <summary>The atoms in the order in which the last text has them.</summary>
    public ReadOnlySpan<int> Order => _walk.Atoms;

    /// <summary>In an order of atoms drawn at random; every order is as likely.</summary>
    /// <returns>ASCII, until the next text is written.</returns>
    public ReadOnlySpan<byte> WriteAtRandom(Molecule molecule, ref SplitMix64 random)
    {
        Grow(ref _order, molecule.AtomCount);
        var order = _order.AsSpan(0, molecule.AtomCount);
        for (int atom = 0; atom < order.Length; atom++)
        {
            order[atom] = atom;
        }

        random.Shuffle(order);
        return Write(molecule, order);
    }

    /// <summary>Each molecule from its first atom on, at each atom the neighbours in their order.</summary>
    /// <param name="molecule">To write.</param>
    /// <param name="ranks">Of its atoms, all different: the lowest come first.</param>
    /// <returns>ASCII, until the next text is written.</returns>
    public ReadOnlySpan<byte> Write(Molecule molecule, ReadOnlySpan<int> ranks)
    {
        _walk.Walk(molecule, ranks);
        if (molecule.HasSides)
        {
            _marks.Choose(molecule, _walk);
        }

        Grow(ref _numbers, molecule.BondCount);
        Grow(ref _ends, molecule.AtomCount);
        (_length, _taken) = (0, 0);
        int open = 0;
        var atoms = _walk.Atoms;
        for (int place = 0; place < atoms.Length; place++)
        {
            for (; open > 0 && _ends[open - 1] == place; open--)
            {
                Append((byte)')');
            }

            int atom = atoms[place];
            int bond = _walk.BondTo(atom);
            if (bond < 0)
            {
                if (place > 0)
                {
                    Append((byte)'.');
                }
            }
            else
            {
                int parent = molecule.Bonds[bond].Other(atom);
                if (_walk.LastChild(parent) != atom)
                {
                    Append((byte)'(');
                    _ends[open++] = _walk.EndOf(atom);
                }

                WriteBond(molecule, bond, parent);
            }

            WriteAtom(molecule, atom);
            WriteRings(molecule, atom);
        }

        for (; open > 0; open--)
        {
            Append((byte)')');
        }

        return _text.AsSpan(0, _length);
    }

    private void WriteBond(Molecule molecule, int bond, int from)
    {
        var (first, second, order) = molecule.Bonds[bond];
        if (molecule.HasSides && _marks.Sign(bond, from == first) is not 0 and var sign)
        {
            Append(sign);
            return;
        }

        bool aromatic = molecule.Atoms[first].Aromatic && molecule.Atoms[second].Aromatic;
        switch (order)
        {
            case BondOrder.Double:
                Append((byte)'=');
                break;
            case BondOrder.Triple:
                Append((byte)'#');
                break;
            case BondOrder.Quadruple:
                Append((byte)'$');
                break;
            case BondOrder.Aromatic when !aromatic:
                Append((byte)':');
                break;
            case BondOrder.Single when aromatic:
                Append((byte)'-');
                break;
        }
    }

    private void WriteAtom(Molecule molecule, int atom)
    {
        var what = molecule.Atoms[atom];
        var hand = molecule.Hands[atom];
        if (what is { Charge: 0, Isotope: -1, Label: -1 } && hand == Handedness.None && Elements.IsOrganic(what.Element)
            && what.Hydrogens == ImplicitHydrogens.Of(what.Element, what.Aromatic, molecule.Weight(atom)))
        {
            Append(Elements.Symbol(what.Element, what.Aromatic));
            return;
        }

        Append((byte)'[');
        if (what.Isotope >= 0)
        {
            AppendNumber(what.Isotope);
        }

        Append(Elements.Symbol(what.Element, what.Aromatic));
        if (hand != Handedness.None)
        {
            // A hydrogen is written behind the atom that leads here and counted before it.
            bool odd = _walk.IsOdd(molecule, atom) ^ (what.Hydrogens == 1 && _walk.BondTo(atom) >= 0);
            Append(Permutations.Swap(hand, odd) == Handedness.AgainstClock ? "@"u8 : "@@"u8);
        }

        if (what.Hydrogens > 0)
        {
            Append((byte)'H');
            AppendMoreThanOne(what.Hydrogens);
        }

        if (what.Charge != 0)
        {
            Append(what.Charge > 0 ? (byte)'+' : (byte)'-');
            AppendMoreThanOne(Math.Abs(what.Charge));
        }

        if (what.Label >= 0)
        {
            Append((byte)':');
            AppendNumber(what.Label);
        }

        Append((byte)']');
    }

    // A number that ends here is free again behind the atom, not at it: C1CC11 would be hard to read.
    private void WriteRings(Molecule molecule, int atom)
    {
        UInt128 freed = 0;
        foreach (int bond in _walk.Closing(molecule, atom))
        {
            AppendRing(_numbers[bond]);
            freed |= UInt128.One << _numbers[bond];
        }

        foreach (int bond in _walk.Opening(molecule, atom))
        {
            int number = 1 + (int)UInt128.TrailingZeroCount(~_taken >> 1);
            if (number > MostRings)
            {
                throw new InvalidOperationException($"{number} rings are open at once; SMILES has numbers for {MostRings}.");
            }

            _taken |= UInt128.One << number;
            _numbers[bond] = number;
            WriteBond(molecule, bond, atom);
            AppendRing(number);
        }

        _taken &= ~freed;
    }

    private void AppendRing(int number)
    {
        if (number > 9)
        {
            Append((byte)'%');
        }

        AppendNumber(number);
    }

    private void AppendMoreThanOne(int number)
    {
        if (number > 1)
        {
            AppendNumber(number);
        }
    }

    private void AppendNumber(int number)
    {
        if (number > 9)
        {
            AppendNumber(number / 10);
        }

        Append((byte)('0' + (number % 10)));
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        foreach (byte sign in text)
        {
            Append(sign);
        }
    }

    private void Append(byte sign)
    {
        if (_length == _text.Length)
        {
            Array.Resize(ref _text, 2 * _length);
        }

        _text[_length++] = sign;
    }

    private static void Grow(ref int[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new int[(int)BitOperations.RoundUpToPowerOf2((uint)length)];
        }
    }
}
