namespace TextClassify.Inference.Nodes;

/// <summary>Names one case between a coordinator and its nodes.</summary>
/// <param name="Coordinator">Drawn once a coordinator.</param>
/// <param name="Number">Counts its cases.</param>
internal readonly record struct CaseId(ulong Coordinator, ulong Number)
{
    /// <summary>Bytes of it.</summary>
    public const int Length = 2 * sizeof(ulong);

    public void Write(ref NodeWriter writer)
    {
        writer.Long(Coordinator);
        writer.Long(Number);
    }

    public static CaseId Read(ref NodeScanner scanner) => new(scanner.Long(), scanner.Long());
}
