using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace TextClassify.Text.Words;

/// <summary>The normal form of the token being read: a small buffer inside the enumerator, so that tokens allocate nothing.</summary>
internal struct NormalForm
{
    private Units _units;

    public int Length { get; private set; }

    /// <summary>False when another letter might not fit.</summary>
    public readonly bool HasRoom => Length <= WordTokenizer.MaxNormalLength - LatinFolding.MaxExpansion;

    [UnscopedRef]
    public ReadOnlySpan<char> Value => ((ReadOnlySpan<char>)_units)[..Length];

    public void Truncate(int length) => Length = length;

    public void Set(ReadOnlySpan<char> form)
    {
        form.CopyTo(_units);
        Length = form.Length;
    }

    /// <summary>Appends what fits; the rest of an endless combining or emoji sequence is dropped.</summary>
    public void Append(ReadOnlySpan<char> form)
    {
        if (Length + form.Length <= WordTokenizer.MaxNormalLength)
        {
            form.CopyTo(((Span<char>)_units)[Length..]);
            Length += form.Length;
        }
    }

    public void Append(int codePoint)
    {
        if (codePoint < 0x10000)
        {
            char unit = (char)codePoint;
            Append(new ReadOnlySpan<char>(in unit));
        }
        else
        {
            Span<char> pair = stackalloc char[2];
            new Rune(codePoint).EncodeToUtf16(pair);
            Append(pair);
        }
    }

    public void AppendFolded(int codePoint)
    {
        if (codePoint < 0x80)
        {
            Append(codePoint is >= 'A' and <= 'Z' ? codePoint | 0x20 : codePoint);
        }
        else
        {
            Span<char> folded = stackalloc char[LatinFolding.MaxExpansion];
            Append(folded[..LatinFolding.Fold(codePoint, folded)]);
        }
    }

    [InlineArray(WordTokenizer.MaxNormalLength)]
    private struct Units
    {
        private char _first;
    }
}
