namespace TextClassify.Api.Problems;

/// <summary>One kind of failure a client may switch on. All of them stand in <see cref="ProblemTypes"/>.</summary>
internal sealed record ProblemType(string Name, int Status, string Title)
{
    public string Urn { get; } = "urn:textclassify:" + Name;
}
