namespace TextClassify.Inference.Traffic;

/// <summary>How versions follow each other: runs of digits as numbers, so that 2 comes before 10.</summary>
public static class VersionOrder
{
    public static IComparer<string> Comparer => NaturalOrder.Instance;

    public static bool IsHigher(string version, string other) => NaturalOrder.Instance.Compare(version, other) > 0;
}
