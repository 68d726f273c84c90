namespace TextClassify.Molecules;

/// <summary>What stands between brackets: isotope, symbol, hand, hydrogens, charge, label.</summary>
internal readonly ref struct BracketAtom
{
    private const int MostIsotope = 999;
    private const int MostCharge = 15;
    private const int MostLabel = 99_999;
    private const int MostHydrogens = 9;

    private BracketAtom(Atom atom, Handedness hand, int length) => (Atom, Hand, Length) = (atom, hand, length);

    public Atom Atom { get; }

    public Handedness Hand { get; }

    /// <summary>With the brackets.</summary>
    public int Length { get; }

    /// <param name="text">Whose first character is the bracket.</param>
    /// <param name="place">Of that character, for the fault.</param>
    /// <param name="atom">What was read.</param>
    /// <param name="fault">Set where it is false.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int place, out BracketAtom atom, out SmilesFault fault)
    {
        atom = default;
        fault = default;
        int at = 1;
        int isotope = Number(text, ref at, MostIsotope);
        if (isotope > MostIsotope)
        {
            fault = new(place + 1, $"an isotope is at most {MostIsotope}.");
            return false;
        }

        var (element, aromatic, length) = Elements.At(text[Math.Min(at, text.Length)..]);
        if (length == 0)
        {
            fault = new(place + at, "an element was expected.");
            return false;
        }

        at += length;
        var hand = Handedness.None;
        if (Take(text, ref at, '@'))
        {
            hand = Take(text, ref at, '@') ? Handedness.WithClock : Handedness.AgainstClock;
            if (at < text.Length && char.IsAsciiLetterUpper(text[at]) && text[at] != 'H')
            {
                fault = new(place + at, "of chirality only @ and @@ are read.");
                return false;
            }
        }

        int hydrogens = 0;
        if (Take(text, ref at, 'H'))
        {
            int stated = Number(text, ref at, MostHydrogens);
            hydrogens = stated < 0 ? 1 : stated;
        }

        int chargeAt = at;
        int charge = Charge(text, ref at);
        int label = -1;
        if (Take(text, ref at, ':'))
        {
            label = Number(text, ref at, MostLabel);
        }

        if (hydrogens > MostHydrogens || Math.Abs(charge) > MostCharge || label > MostLabel)
        {
            fault = new(
                place + chargeAt, $"at most {MostHydrogens} hydrogens, a charge of {MostCharge} and the label {MostLabel} are read.");
            return false;
        }

        if (!Take(text, ref at, ']'))
        {
            fault = new(place + Math.Min(at, text.Length), "a closing bracket was expected.");
            return false;
        }

        atom = new(new(element, aromatic, (short)isotope, (sbyte)charge, (byte)hydrogens, label), hand, at);
        return true;
    }

    private static int Charge(ReadOnlySpan<char> text, ref int at)
    {
        if (at >= text.Length || text[at] is not ('+' or '-'))
        {
            return 0;
        }

        char sign = text[at++];
        int size = 1;
        if (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            size = Number(text, ref at, MostCharge);
        }
        else
        {
            while (Take(text, ref at, sign))
            {
                size++;
            }
        }

        return sign == '+' ? size : -size;
    }

    // -1 where no digit is; more than the most where the number is.
    private static int Number(ReadOnlySpan<char> text, ref int at, int most)
    {
        int number = -1;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            number = Math.Min((Math.Max(number, 0) * 10) + (text[at] - '0'), most + 1);
        }

        return number;
    }

    private static bool Take(ReadOnlySpan<char> text, ref int at, char sign)
    {
        bool there = at < text.Length && text[at] == sign;
        at += there ? 1 : 0;
        return there;
    }
}
