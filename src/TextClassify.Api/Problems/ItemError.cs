namespace TextClassify.Api.Problems;

/// <summary>Why one item of a list has no result; the others have theirs.</summary>
/// <param name="Type">Stable URN to switch on.</param>
/// <param name="Title">The type in words.</param>
/// <param name="Detail">What was wrong, where, and the limit.</param>
internal sealed record ItemError(string Type, string Title, string Detail)
{
    public static ItemError From(Problem problem) => new(
        problem.Type.Urn,
        problem.Type.Title,
        problem.Where is null ? problem.Detail : $"{problem.Where}: {problem.Detail}");
}
