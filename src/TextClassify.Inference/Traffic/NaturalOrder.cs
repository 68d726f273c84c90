namespace TextClassify.Inference.Traffic;

/// <summary>Runs of digits compare as numbers, the rest by character: 2 before 10, 1.9 before 1.10.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var comparer = StringComparer.Ordinal;
        if (x is null || y is null)
        {
            return comparer.Compare(x, y);
        }

        ReadOnlySpan<char> left = x, right = y;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int digitsLeft = Digits(left), digitsRight = Digits(right);
            int order;
            if (digitsLeft > 0 && digitsRight > 0)
            {
                order = CompareNumbers(left[..digitsLeft], right[..digitsRight]);
                left = left[digitsLeft..];
                right = right[digitsRight..];
            }
            else
            {
                order = left[0].CompareTo(right[0]);
                left = left[1..];
                right = right[1..];
            }

            if (order != 0)
            {
                return order;
            }
        }

        // Equal as numbers ("1" and "01"): some order that is always the same.
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : comparer.Compare(x, y);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }
}
