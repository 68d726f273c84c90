namespace TextClassify.Api.Trainings.Contracts;

/// <summary>The states of a training. It goes from queued to running and from either to one of the ends, and never back.</summary>
internal static class TrainingStates
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public static readonly string[] Ends = [Succeeded, Failed, Cancelled];

    public static bool IsEnd(string state) => Ends.Contains(state);
}
