using System.Text;
using TextClassify.Text.Words;

namespace TextClassify.Text;

/// <summary>
/// The words or pieces a model knows; a word's id is its row in the embedding table. Immutable, safe for concurrent use.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>The row of padding, <see cref="Pad"/>, where the package names no special tokens.</summary>
    public const int PadId = 0;

    /// <summary>The row of every word not known, <see cref="Unknown"/>, where the package names no special tokens.</summary>
    public const int UnknownId = 1;

    public const string Pad = "<pad>";
    public const string Unknown = "<unk>";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string[] _words;
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>A vocabulary of normal forms by id; the first are <see cref="Pad"/> and <see cref="Unknown"/>.</summary>
    /// <exception cref="InvalidDataException">The words break a rule of the format; the message names the line (index + 1).</exception>
    public Vocabulary(IEnumerable<string> words)
        : this(words, special: null)
    {
    }

    /// <summary>A vocabulary of normal forms or pieces by id.</summary>
    /// <param name="words">By id.</param>
    /// <param name="special">
    /// Among the words, anywhere; null for <see cref="Pad"/> and <see cref="Unknown"/>, which are the first then.
    /// </param>
    /// <exception cref="InvalidDataException">The words break a rule of the format; the message names the line (index + 1).</exception>
    public Vocabulary(IEnumerable<string> words, SpecialTokens? special)
    {
        _words = [.. words];
        _ids = new(_words.Length, StringComparer.Ordinal);
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int id = 0; id < _words.Length; id++)
        {
            Add(_words[id], id, special is null);
        }

        if (_words.Length < 2)
        {
            throw new InvalidDataException($"The vocabulary has {_words.Length} lines; the first two must be {Pad} and {Unknown}.");
        }

        Special = special is null ? SpecialIds.OfWords : Resolve(special);
    }

    /// <summary>The rows of the special tokens.</summary>
    public SpecialIds Special { get; }

    /// <summary>Rows, padding and unknown included.</summary>
    public int Count => _words.Length;

    /// <summary>The word of a row.</summary>
    public string this[int id] => _words[id];

    /// <summary>Reads <c>vocab.txt</c>: UTF-8, one normal form a line, in the order of the ids.</summary>
    /// <exception cref="InvalidDataException">
    /// Not UTF-8, an empty or repeated line, white space in a word, or other first lines than <see cref="Pad"/> and <see cref="Unknown"/>.
    /// </exception>
    public static Vocabulary Read(Stream stream) => Read(stream, special: null);

    /// <summary>Reads <c>vocab.txt</c> with special tokens of its own; null for <see cref="Pad"/> and <see cref="Unknown"/>.</summary>
    /// <exception cref="InvalidDataException">As above, and a special token that is not there.</exception>
    public static Vocabulary Read(Stream stream, SpecialTokens? special)
    {
        using var reader = new StreamReader(stream, StrictUtf8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            return new Vocabulary(Lines(reader), special);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("The vocabulary is not valid UTF-8.");
        }
    }

    /// <summary>Writes what <see cref="Read(Stream)"/> reads. The stream stays open.</summary>
    public void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, StrictUtf8, leaveOpen: true) { NewLine = "\n" };
        foreach (string word in _words)
        {
            writer.WriteLine(word);
        }
    }

    /// <summary>The row of a word or piece as it stands here; false where it has none. Allocates nothing.</summary>
    public bool TryGetId(ReadOnlySpan<char> word, out int id) => _lookup.TryGetValue(word, out id);

    /// <summary>The row of a form, else of the form with every digit as 0, else of the unknown word. Allocates nothing.</summary>
    public int IdOf(ReadOnlySpan<char> normal)
    {
        if (_lookup.TryGetValue(normal, out int id))
        {
            return id;
        }

        Span<char> folded = stackalloc char[WordTokenizer.MaxNormalLength];
        return FoldDigits(normal, folded) && _lookup.TryGetValue(folded[..normal.Length], out id) ? id : Special.Unknown;
    }

    /// <summary>Writes <paramref name="normal"/> with every digit as 0; false when it has none or is too long.</summary>
    public static bool FoldDigits(ReadOnlySpan<char> normal, Span<char> folded)
    {
        if (normal.Length > folded.Length)
        {
            return false;
        }

        bool any = false;
        for (int i = 0; i < normal.Length; i++)
        {
            bool digit = char.IsAsciiDigit(normal[i]);
            folded[i] = digit ? '0' : normal[i];
            any |= digit;
        }

        return any;
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private SpecialIds Resolve(SpecialTokens special)
    {
        return new SpecialIds(Id(special.Pad), Id(special.Unknown), special.Mask is null ? null : Id(special.Mask))
        {
            Prefix = Ids(special.Prefix),
            Suffix = Ids(special.Suffix),
        };

        int[] Ids(IReadOnlyList<string> tokens) => Array.ConvertAll<string, int>([.. tokens], Id);

        int Id(string? token) => token is not null && _ids.TryGetValue(token, out int id)
            ? id
            : throw new InvalidDataException($"The vocabulary lacks '{token}', which is a special token of the model.");
    }

    private void Add(string word, int id, bool reserves)
    {
        string? reserved = !reserves ? null : id switch { PadId => Pad, UnknownId => Unknown, _ => null };
        if (reserved is not null && word != reserved)
        {
            throw new InvalidDataException($"Line {id + 1} of the vocabulary must be {reserved}.");
        }

        if (word.Length == 0 || word.AsSpan().ContainsAny(" \t\r\n"))
        {
            throw new InvalidDataException($"Line {id + 1} of the vocabulary is empty or has white space in it.");
        }

        if (!_ids.TryAdd(word, id))
        {
            throw new InvalidDataException($"Line {id + 1} of the vocabulary repeats line {_ids[word] + 1}.");
        }
    }
}
