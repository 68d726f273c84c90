namespace TextClassify.Api.Rollout;

internal static class RolloutProblems
{
    /// <summary>The name is the caller's, so it is made fit for a message.</summary>
    public static Problem Unknown(string name, string? version = null) => new(
        ProblemTypes.UnknownModel,
        version is null
            ? $"There is no model {Quoted.Name(name)}; /models lists those that are loaded."
            : $"There is no package {Quoted.Name($"{name}/{version}")}.");
}
