using System.Text;

namespace TextClassify.Inference.Tokenizing;

/// <summary>The normal form of one word, and which part of the text each unit of it stands for. For one caller at a time.</summary>
internal sealed class WordBuffer
{
    /// <summary>Most code points of a word that is cut into pieces; a longer one is unknown as a whole, as BERT has it.</summary>
    public const int MostCharacters = 100;

    private const int MostUnits = 2 * MostCharacters;

    private readonly char[] _units = new char[MostUnits];

    // Of the character of the text that a unit comes from: its range, and whether the unit is the first that does.
    private readonly (int Start, int End, bool First)[] _sources = new (int, int, bool)[MostUnits];
    private int _length;
    private int _characters;

    /// <summary>The normal form; of a word that is too long, its beginning.</summary>
    public ReadOnlySpan<char> Units => _units.AsSpan(0, _length);

    public bool IsEmpty => _characters == 0;

    public bool IsTooLong => _characters > MostCharacters;

    /// <summary>The range of the whole word.</summary>
    public TokenSpan Span { get; private set; }

    public void Clear() => (_length, _characters) = (0, 0);

    /// <summary>Adds one code point of the normal form.</summary>
    /// <param name="rune">The code point.</param>
    /// <param name="start">Of the character in the text that it comes from.</param>
    /// <param name="end">Of that one.</param>
    /// <param name="first">Whether it is the first of that character's.</param>
    public void Add(Rune rune, int start, int end, bool first)
    {
        Span = new TokenSpan(IsEmpty ? start : Span.Start, end);
        if (++_characters > MostCharacters)
        {
            return;
        }

        int units = rune.EncodeToUtf16(_units.AsSpan(_length));
        for (int unit = 0; unit < units; unit++)
        {
            _sources[_length++] = (start, end, first && unit == 0);
        }
    }

    /// <summary>
    /// Counts a mark that is left out to the character before it, where that is in this word and the mark stands at its end.
    /// </summary>
    public bool Extend(int at, int end)
    {
        if (IsEmpty || Span.End != at)
        {
            return false;
        }

        Span = Span with { End = end };
        for (int unit = _length - 1; unit >= 0 && _sources[unit].End == at; unit--)
        {
            _sources[unit].End = end;
        }

        return true;
    }

    /// <summary>The characters that begin in some units; where none does, the one that they go on with.</summary>
    public TokenSpan Of(int from, int to)
    {
        int first = from;
        while (first < to && !_sources[first].First)
        {
            first++;
        }

        return first == to
            ? new TokenSpan(_sources[from].Start, _sources[from].End)
            : new TokenSpan(_sources[first].Start, _sources[to - 1].End);
    }
}
