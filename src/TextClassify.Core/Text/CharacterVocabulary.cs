using System.Globalization;
using System.Text;

namespace TextClassify.Text;

/// <summary>
/// The characters (Unicode scalar values) a language model knows; a character's id is its row. Immutable, safe for concurrent use.
/// </summary>
public sealed class CharacterVocabulary
{
    /// <summary>The row of every character not known, lone surrogates among them.</summary>
    public const int UnknownId = 0;

    /// <summary>The row of a text's edge: what a model reads before the first character, and predicts behind the last.</summary>
    public const int EdgeId = 1;

    public const string Unknown = "<unk>";
    public const string Edge = "<edge>";

    /// <summary>Most rows; an id fits a byte.</summary>
    public const int MaxCount = 256;

    private const int Reserved = 2;

    private readonly Rune[] _characters;
    private readonly Dictionary<Rune, int> _ids = [];

    /// <param name="characters">Different characters, in the order of their ids from 2 on.</param>
    /// <exception cref="InvalidDataException">None, too many, or one twice.</exception>
    public CharacterVocabulary(IEnumerable<Rune> characters)
    {
        _characters = [.. characters];
        if (_characters.Length is 0 or > MaxCount - Reserved)
        {
            throw new InvalidDataException($"The vocabulary has {_characters.Length} characters; it must have 1 to {MaxCount - Reserved}.");
        }

        for (int i = 0; i < _characters.Length; i++)
        {
            if (!_ids.TryAdd(_characters[i], i + Reserved))
            {
                throw new InvalidDataException($"The vocabulary has {Name(_characters[i])} twice, on line {i + Reserved + 1} again.");
            }
        }
    }

    /// <summary>Rows, unknown and edge included.</summary>
    public int Count => _characters.Length + Reserved;

    /// <summary>The id of a character, or <see cref="UnknownId"/>.</summary>
    public int this[Rune character] => _ids.GetValueOrDefault(character);

    /// <summary>The character of an id; null for <see cref="UnknownId"/> and <see cref="EdgeId"/>.</summary>
    public Rune? CharacterOf(int id) => id < Reserved ? null : _characters[id - Reserved];

    /// <summary>The character of an id as text; <see cref="Unknown"/> and <see cref="Edge"/> for the two that are none.</summary>
    public string NameOf(int id) => id switch
    {
        UnknownId => Unknown,
        EdgeId => Edge,
        _ => _characters[id - Reserved].ToString(),
    };

    /// <summary>
    /// Writes the ids of a text and where each character starts; a lone surrogate counts as a character that is not known.
    /// </summary>
    /// <param name="text">UTF-16.</param>
    /// <param name="ids">At least as long as the text.</param>
    /// <param name="starts">UTF-16 offsets; empty, or as long as <paramref name="ids"/>.</param>
    /// <returns>How many characters there are.</returns>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids, Span<int> starts)
    {
        int count = 0;
        for (int at = 0; at < text.Length; count++)
        {
            bool whole = Rune.DecodeFromUtf16(text[at..], out var character, out int length) is System.Buffers.OperationStatus.Done;
            ids[count] = whole ? this[character] : UnknownId;
            if (!starts.IsEmpty)
            {
                starts[count] = at;
            }

            at += length;
        }

        return count;
    }

    /// <summary>Reads <c>vocab.txt</c>: <see cref="Unknown"/>, <see cref="Edge"/>, then a code point a line as <c>U+0061</c>.</summary>
    /// <exception cref="InvalidDataException">Another format; the message names the line.</exception>
    public static CharacterVocabulary Read(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        if (reader.ReadLine() is not Unknown || reader.ReadLine() is not Edge)
        {
            throw new InvalidDataException($"The first two lines of a character vocabulary are {Unknown} and {Edge}.");
        }

        var characters = new List<Rune>();
        while (reader.ReadLine() is { } line)
        {
            characters.Add(Parse(line) ?? throw new InvalidDataException(
                $"Line {characters.Count + Reserved + 1} of the character vocabulary is no code point as U+0061."));
        }

        return new CharacterVocabulary(characters);
    }

    public void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, Encoding.ASCII, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(Unknown);
        writer.WriteLine(Edge);
        foreach (var character in _characters)
        {
            writer.WriteLine(Name(character));
        }
    }

    private static string Name(Rune character) => string.Create(CultureInfo.InvariantCulture, $"U+{character.Value:X4}");

    private static Rune? Parse(string line) =>
        line.StartsWith("U+", StringComparison.Ordinal)
        && int.TryParse(line.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
        && Rune.IsValid(value) && Name(new Rune(value)) == line
            ? new Rune(value)
            : null;
}
