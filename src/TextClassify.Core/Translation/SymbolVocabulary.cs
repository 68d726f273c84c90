using System.Text;

namespace TextClassify.Translation;

/// <summary>The symbols a translator knows; a symbol's id is its row. Immutable, safe for concurrent use.</summary>
public sealed class SymbolVocabulary
{
    /// <summary>The row of padding.</summary>
    public const int PadId = 0;

    /// <summary>The row of every symbol not known; never written.</summary>
    public const int UnknownId = 1;

    /// <summary>The row of a text's edge: what is read before the first symbol, and written behind the last.</summary>
    public const int EdgeId = 2;

    /// <summary>Rows that are no symbol.</summary>
    public const int Reserved = 3;

    /// <summary>Most rows.</summary>
    public const int MaxCount = 30_000;

    private static readonly string[] Names = ["<pad>", "<unk>", "<edge>"];

    private readonly string[] _symbols;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <param name="symbols">Different symbols, in the order of their ids from <see cref="Reserved"/> on.</param>
    /// <exception cref="InvalidDataException">None, too many, one twice, or one that no line can hold.</exception>
    public SymbolVocabulary(IEnumerable<string> symbols)
    {
        _symbols = [.. symbols];
        if (_symbols.Length is 0 or > MaxCount - Reserved)
        {
            throw new InvalidDataException($"The vocabulary has {_symbols.Length} symbols; it must have 1 to {MaxCount - Reserved}.");
        }

        for (int i = 0; i < _symbols.Length; i++)
        {
            if (!IsSymbol(_symbols[i]))
            {
                throw new InvalidDataException($"Line {i + Reserved + 1} of the vocabulary is empty or has a control character.");
            }

            if (!_ids.TryAdd(_symbols[i], i + Reserved))
            {
                throw new InvalidDataException($"Line {i + Reserved + 1} of the vocabulary has a symbol that it has already.");
            }
        }
    }

    /// <summary>Rows, <see cref="Reserved"/> included.</summary>
    public int Count => _symbols.Length + Reserved;

    /// <summary>Whether a vocabulary can hold it.</summary>
    public static bool IsSymbol(string symbol)
    {
        foreach (char unit in symbol)
        {
            if (char.IsControl(unit))
            {
                return false;
            }
        }

        return symbol.Length > 0;
    }

    /// <summary>The symbol of a row; null where it is none.</summary>
    public string? SymbolOf(int id) => id < Reserved ? null : _symbols[id - Reserved];

    /// <summary>The ids of a text's symbols, without edges.</summary>
    public int[] Encode(ReadOnlySpan<char> text, TextNotation notation)
    {
        var ranges = Symbols.Cut(text, notation);
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        int[] ids = new int[ranges.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = lookup.TryGetValue(text.Slice(ranges[i].Start, ranges[i].Length), out int id) ? id : UnknownId;
        }

        return ids;
    }

    /// <summary>The text of ids; those that are no symbol are left out.</summary>
    public string Decode(ReadOnlySpan<int> ids, TextNotation notation)
    {
        var symbols = new List<string>(ids.Length);
        foreach (int id in ids)
        {
            if (SymbolOf(id) is { } symbol)
            {
                symbols.Add(symbol);
            }
        }

        return Symbols.Join(symbols, notation);
    }

    /// <summary>Reads <c>vocab.txt</c>: a row a line, the reserved ones first.</summary>
    /// <exception cref="InvalidDataException">Another format; the message names the line.</exception>
    public static SymbolVocabulary Read(Stream stream)
    {
        using var reader = new StreamReader(
            stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            foreach (string name in Names)
            {
                if (reader.ReadLine() != name)
                {
                    throw new InvalidDataException($"The first lines of a vocabulary of symbols are {string.Join(", ", Names)}.");
                }
            }

            var symbols = new List<string>();
            while (reader.ReadLine() is { } line)
            {
                symbols.Add(line);
            }

            return new SymbolVocabulary(symbols);
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException("The vocabulary is no UTF-8.", error);
        }
    }

    public void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (string name in Names)
        {
            writer.WriteLine(name);
        }

        foreach (string symbol in _symbols)
        {
            writer.WriteLine(symbol);
        }
    }
}
