using System.Numerics;

namespace TextClassify.Similarity;

/// <summary>
/// The longest common subsequence of one sequence with many others, 64 of its places in a machine word (Hyyrö 2004): a bit is 0 where the
/// length grows. Memory is one word a symbol of the alphabet and 64 places. Not for several threads at once.
/// </summary>
/// <typeparam name="T">A symbol: a byte of ASCII or the id of a token.</typeparam>
public sealed class SubsequencePattern<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private const int Bits = 64;

    private readonly int _alphabet;
    private ulong[] _masks;
    private ulong[] _rows = new ulong[1];
    private T[] _pattern = [];
    private int _words = 1;

    /// <param name="alphabet">Symbols are 0 to <paramref name="alphabet"/> - 1; another is a bug and throws.</param>
    public SubsequencePattern(int alphabet)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alphabet);
        _alphabet = alphabet;
        _masks = new ulong[alphabet];
    }

    /// <summary>Of the pattern.</summary>
    public int Length { get; private set; }

    /// <summary>Takes another pattern.</summary>
    public void Set(ReadOnlySpan<T> pattern)
    {
        Clear();
        int words = Math.Max(1, (pattern.Length + Bits - 1) / Bits);
        if (words != _words)
        {
            _words = words;
            if (_masks.Length < _alphabet * words)
            {
                _masks = new ulong[_alphabet * words];
                _rows = new ulong[words];
            }
        }

        if (_pattern.Length < pattern.Length)
        {
            _pattern = new T[Math.Max(pattern.Length, 2 * _pattern.Length)];
        }

        pattern.CopyTo(_pattern);
        Length = pattern.Length;
        for (int place = 0; place < pattern.Length; place++)
        {
            _masks[First(pattern[place]) + (place / Bits)] |= 1UL << (place % Bits);
        }
    }

    /// <summary>Symbols of the longest common subsequence of the pattern and another sequence.</summary>
    public int CommonWith(ReadOnlySpan<T> other) => _words switch
    {
        1 => OneWord(other),
        2 => TwoWords(other),
        _ => ManyWords(other),
    };

    /// <summary>
    /// 2 LCS / (|s| + |t|), which is 1 - D / (|s| + |t|) for the edit distance D in which a replacement counts as two edits; 1 for two
    /// empty sequences.
    /// </summary>
    public double RatioTo(ReadOnlySpan<T> other) => Length + other.Length == 0 ? 1 : 2.0 * CommonWith(other) / (Length + other.Length);

    private int First(T symbol)
    {
        int id = int.CreateTruncating(symbol);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)_alphabet);
        return id * _words;
    }

    // Only what the last pattern set: an alphabet of words is long.
    private void Clear()
    {
        for (int place = 0; place < Length; place++)
        {
            _masks.AsSpan(First(_pattern[place]), _words).Clear();
        }

        Length = 0;
    }

    private int OneWord(ReadOnlySpan<T> other)
    {
        var masks = _masks.AsSpan(0, _alphabet);
        ulong row = ulong.MaxValue;
        foreach (var symbol in other)
        {
            ulong mask = masks[int.CreateTruncating(symbol)];
            row = (row + (row & mask)) | (row & ~mask);
        }

        return BitOperations.PopCount(~row);
    }

    private int TwoWords(ReadOnlySpan<T> other)
    {
        var masks = _masks.AsSpan(0, 2 * _alphabet);
        ulong low = ulong.MaxValue, high = ulong.MaxValue;
        foreach (var symbol in other)
        {
            var mask = masks.Slice(2 * int.CreateTruncating(symbol), 2);
            ulong lowSum = low + (low & mask[0]);
            high = (high + (high & mask[1]) + (lowSum < low ? 1UL : 0)) | (high & ~mask[1]);
            low = lowSum | (low & ~mask[0]);
        }

        return BitOperations.PopCount(~low) + BitOperations.PopCount(~high);
    }

    private int ManyWords(ReadOnlySpan<T> other)
    {
        var rows = _rows.AsSpan(0, _words);
        rows.Fill(ulong.MaxValue);
        foreach (var symbol in other)
        {
            var mask = _masks.AsSpan(First(symbol), rows.Length);
            ulong carry = 0;
            for (int word = 0; word < rows.Length; word++)
            {
                ulong row = rows[word];
                ulong sum = row + (row & mask[word]);
                ulong next = sum < row ? 1UL : 0;
                sum += carry;
                next |= sum < carry ? 1UL : 0;
                rows[word] = sum | (row & ~mask[word]);
                carry = next;
            }
        }

        int common = 0;
        foreach (ulong row in rows)
        {
            common += BitOperations.PopCount(~row);
        }

        return common;
    }
}
