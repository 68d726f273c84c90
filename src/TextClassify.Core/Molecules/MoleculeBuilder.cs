using System.Diagnostics.CodeAnalysis;

namespace TextClassify.Molecules;

/// <summary>Atoms and bonds as they come, then the molecule: implied hydrogens, neighbours in order, stereo.</summary>
internal sealed class MoleculeBuilder
{
    // As many numbers as SMILES has: every writing has as many rings' bonds, and all may be open at once.
    private const int MostRings = 99;

    private readonly List<Atom> _atoms = [];
    private readonly List<Handedness> _hands = [];
    private readonly List<bool> _bare = [];
    private readonly List<int> _places = [];

    // Whether an atom stands before it, so that its hydrogen comes second.
    private readonly List<bool> _led = [];
    private readonly List<(int First, int Second, char Sign, int Place)> _bonds = [];
    private readonly List<(int Atom, int Bond)> _halves = [];
    private int _rings;

    public int AtomCount => _atoms.Count;

    /// <summary>Of the character.</summary>
    public int LastAtomPlace { get; private set; } = -1;

    public int Add(Atom atom, Handedness hand, bool bare, int place)
    {
        _atoms.Add(atom);
        _hands.Add(hand);
        _bare.Add(bare);
        _places.Add(place);
        _led.Add(false);
        LastAtomPlace = place;
        return _atoms.Count - 1;
    }

    public void Bind(int from, int to, char sign, int place)
    {
        _halves.Add((from, _bonds.Count));
        _halves.Add((to, _bonds.Count));
        _bonds.Add((from, to, sign, place));
        _led[to] = true;
    }

    /// <summary>A bond whose other end comes later; its place among the atom's neighbours is here.</summary>
    public int OpenRing(int atom, char sign, int place)
    {
        _halves.Add((atom, _bonds.Count));
        _bonds.Add((atom, -1, sign, place));
        return _bonds.Count - 1;
    }

    public SmilesFault? CloseRing(int bond, int atom, char sign, int place)
    {
        var open = _bonds[bond];
        if (++_rings > MostRings)
        {
            return new(place, $"a text has at most {MostRings} rings.");
        }

        if (atom == open.First)
        {
            return new(place, "a ring has more than one atom.");
        }

        foreach (var (half, other) in _halves)
        {
            if (half == atom && other != bond && (_bonds[other].First == open.First || _bonds[other].Second == open.First))
            {
                return new(place, "these two atoms have a bond already.");
            }
        }

        // A mark at the end of a ring looks the other way.
        char here = sign switch { '/' => '\\', '\\' => '/', _ => sign };
        if (open.Sign != '\0' && here != '\0' && open.Sign != here)
        {
            bool marks = open.Sign is '/' or '\\' or '-' && here is '/' or '\\' or '-' && (open.Sign == '-' || here == '-');
            if (!marks)
            {
                return new(place, "the ring is closed with another bond than it was opened with.");
            }

            here = here == '-' ? '\0' : here;
        }

        _bonds[bond] = (open.First, atom, here == '\0' ? open.Sign : here, open.Place);
        _halves.Add((atom, bond));
        return null;
    }

    public bool TryBuild([NotNullWhen(true)] out Molecule? molecule, out SmilesFault fault)
    {
        var bonds = new Bond[_bonds.Count];
        int[] used = new int[_atoms.Count];
        for (int bond = 0; bond < bonds.Length; bond++)
        {
            var (first, second, sign, _) = _bonds[bond];
            var order = OrderOf(sign, _atoms[first].Aromatic && _atoms[second].Aromatic);
            bonds[bond] = new(first, second, order);
            int weight = order == BondOrder.Aromatic ? 1 : (int)order;
            used[first] += weight;
            used[second] += weight;
        }

        var atoms = _atoms.ToArray();
        for (int atom = 0; atom < atoms.Length; atom++)
        {
            if (_bare[atom])
            {
                var (element, aromatic) = (atoms[atom].Element, atoms[atom].Aromatic);
                atoms[atom] = atoms[atom] with { Hydrogens = ImplicitHydrogens.Of(element, aromatic, used[atom]) };
            }
        }

        var (starts, halves) = Neighbours();
        var hands = HandsOf(atoms, starts);
        var whole = new Molecule(atoms, bonds, starts, halves, hands, new BondSides[bonds.Length]) { Places = [.. _places] };
        char[] signs = new char[bonds.Length];
        for (int bond = 0; bond < signs.Length; bond++)
        {
            signs[bond] = _bonds[bond].Sign;
        }

        molecule = null;
        if (DoubleBondMarks.Read(whole, signs, out int contradiction) is not { } sides)
        {
            fault = new(_bonds[contradiction].Place, "this mark of a double bond contradicts another one.");
            return false;
        }

        fault = default;
        molecule = FoldedHydrogens.Fold(whole.WithStereo(hands, sides), signs);
        return true;
    }

    // By atom, in the order of the text.
    private (int[] Starts, int[] Halves) Neighbours()
    {
        int[] starts = new int[_atoms.Count + 1];
        foreach (var (atom, _) in _halves)
        {
            starts[atom + 1]++;
        }

        for (int atom = 0; atom < _atoms.Count; atom++)
        {
            starts[atom + 1] += starts[atom];
        }

        int[] next = starts[..^1];
        int[] halves = new int[_halves.Count];
        foreach (var (atom, bond) in _halves)
        {
            halves[next[atom]++] = bond;
        }

        return (starts, halves);
    }

    // The hydrogen is counted before all neighbours; behind a leading atom it is written second.
    private Handedness[] HandsOf(Atom[] atoms, int[] starts)
    {
        var hands = new Handedness[atoms.Length];
        for (int atom = 0; atom < hands.Length; atom++)
        {
            int degree = starts[atom + 1] - starts[atom];
            if (atoms[atom].Hydrogens <= 1 && Tetrahedral.MayBe(atoms[atom], degree))
            {
                hands[atom] = Permutations.Swap(_hands[atom], atoms[atom].Hydrogens == 1 && _led[atom]);
            }
        }

        return hands;
    }

    private static BondOrder OrderOf(char sign, bool betweenAromatic) => sign switch
    {
        '=' => BondOrder.Double,
        '#' => BondOrder.Triple,
        '$' => BondOrder.Quadruple,
        ':' => BondOrder.Aromatic,

        // A mark says nothing of the order: beside c(=N) it stands on a ring's bond.
        '\0' or '/' or '\\' when betweenAromatic => BondOrder.Aromatic,
        _ => BondOrder.Single,
    };
}
