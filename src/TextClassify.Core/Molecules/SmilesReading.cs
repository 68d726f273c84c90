namespace TextClassify.Molecules;

/// <summary>One pass over a text: what is written, into a builder.</summary>
internal sealed class SmilesReading
{
    private const int NoAtom = -1;
    private const char NoBond = '\0';

    private readonly Stack<(int Atom, int Place)> _branches = new();

    // Of each number of a ring that is open: the bond and where its number stands.
    private readonly Dictionary<int, (int Bond, int Place)> _rings = [];
    private int _last = NoAtom;
    private char _bond = NoBond;
    private int _bondPlace;

    public MoleculeBuilder Builder { get; } = new();

    private bool AtBranchStart => _branches.TryPeek(out var branch) && Builder.LastAtomPlace < branch.Place;

    /// <summary>The first fault; null where there is none.</summary>
    public SmilesFault? Read(ReadOnlySpan<char> text)
    {
        int place = 0;
        while (place < text.Length)
        {
            char sign = text[place];
            int length = 1;
            SmilesFault? fault = sign switch
            {
                '(' => Open(place),
                ')' => Close(place),
                '.' => Dot(place),
                '-' or '=' or '#' or '$' or ':' or '/' or '\\' => Take(sign, place),
                '%' or (>= '0' and <= '9') => Ring(text, place, out length),
                _ => Atom(text, place, out length),
            };
            if (fault is not null)
            {
                return fault;
            }

            place += length;
        }

        return End(text.Length);
    }

    private SmilesFault? End(int length)
    {
        if (_bond != NoBond)
        {
            return new(length, "an atom was expected behind the bond.");
        }

        // Of what was left open, what was opened first.
        var open = new SmilesFault(int.MaxValue, "");
        foreach (var (_, place) in _branches)
        {
            open = place < open.Place ? new(place, "this branch is not closed.") : open;
        }

        foreach (var (_, place) in _rings.Values)
        {
            open = place < open.Place ? new(place, "this ring is not closed.") : open;
        }

        return open.Place < int.MaxValue ? open : _last == NoAtom ? new(length, "an atom was expected.") : null;
    }

    private SmilesFault? Open(int place)
    {
        if (_last == NoAtom || _bond != NoBond || AtBranchStart)
        {
            return new(place, "a branch begins behind an atom.");
        }

        _branches.Push((_last, place));
        return null;
    }

    private SmilesFault? Close(int place)
    {
        if (_branches.Count == 0)
        {
            return new(place, "no branch is open here.");
        }

        if (_bond != NoBond || AtBranchStart)
        {
            return new(place, "an atom was expected in the branch.");
        }

        _last = _branches.Pop().Atom;
        return null;
    }

    private SmilesFault? Dot(int place)
    {
        if (_last == NoAtom || _bond != NoBond || _branches.Count > 0)
        {
            return new(place, "a dot stands between whole molecules.");
        }

        _last = NoAtom;
        return null;
    }

    private SmilesFault? Take(char bond, int place)
    {
        if (_last == NoAtom || _bond != NoBond)
        {
            return new(place, "an atom was expected before the bond.");
        }

        (_bond, _bondPlace) = (bond, place);
        return null;
    }

    private SmilesFault? Ring(ReadOnlySpan<char> text, int place, out int length)
    {
        length = SmilesTokens.LengthOfFirst(text[place..]);
        if (text[place] == '%' && length != 3)
        {
            return new(place, "two digits were expected behind %.");
        }

        if (_last == NoAtom || AtBranchStart)
        {
            return new(place, "a ring's number stands behind an atom.");
        }

        int number = text[place] == '%' ? ((text[place + 1] - '0') * 10) + text[place + 2] - '0' : text[place] - '0';
        SmilesFault? fault = null;
        if (_rings.Remove(number, out var open))
        {
            fault = Builder.CloseRing(open.Bond, _last, _bond, place);
        }
        else
        {
            _rings[number] = (Builder.OpenRing(_last, _bond, _bond == NoBond ? place : _bondPlace), place);
        }

        _bond = NoBond;
        return fault;
    }

    private SmilesFault? Atom(ReadOnlySpan<char> text, int place, out int length)
    {
        length = 0;
        if (Builder.AtomCount == SmilesReader.MostAtoms)
        {
            return new(place, $"a text has at most {SmilesReader.MostAtoms} atoms.");
        }

        int atom;
        if (text[place] == '[')
        {
            if (!BracketAtom.TryRead(text[place..], place, out var read, out var fault))
            {
                return fault;
            }

            length = read.Length;
            atom = Builder.Add(read.Atom, read.Hand, bare: false, place);
        }
        else
        {
            (byte element, bool aromatic, length) = Plain(text[place..]);
            if (length == 0)
            {
                return new(place, "this is no atom, bond, branch, ring or dot.");
            }

            atom = Builder.Add(new(element, aromatic, -1, 0, 0, -1), Handedness.None, bare: true, place);
        }

        if (_last != NoAtom)
        {
            Builder.Bind(_last, atom, _bond, _bondPlace);
        }

        (_last, _bond) = (atom, NoBond);
        return null;
    }

    // Sc or Sn without brackets would be S and then no atom: only Cl and Br have two letters.
    private static (byte Element, bool Aromatic, int Length) Plain(ReadOnlySpan<char> text)
    {
        int length = SmilesTokens.LengthOfFirst(text);
        var (element, aromatic, read) = Elements.At(text[..length]);
        return read == length && Elements.IsOrganic(element) ? (element, aromatic, length) : (default, false, 0);
    }
}
