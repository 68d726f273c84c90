namespace TextClassify.Training.Behaviour;

/// <summary>How a model did in a test.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Test">The test's name.</param>
/// <param name="Kind">Of the test.</param>
/// <param name="Cases">Texts, each with its changes; 0 where the model lacks the labels that the test speaks of.</param>
/// <param name="Failures">Cases in which what must hold does not.</param>
/// <param name="Examples">Some of the failures.</param>
internal sealed record BehaviourResult(
    string Suite, string Test, TestKind Kind, int Cases, int Failures, IReadOnlyList<FailedCase> Examples)
{
    /// <summary>0..1; not a number where the test doesn't apply.</summary>
    public double FailureRate => (double)Failures / Cases;
}

/// <summary>A failure, as a person reads it.</summary>
/// <param name="Text">Of the case.</param>
/// <param name="Label">What the model says of it.</param>
/// <param name="Changed">The change that it fails on; null in a minimum test.</param>
/// <param name="ChangedLabel">What the model says of that.</param>
internal sealed record FailedCase(string Text, string Label, string? Changed = null, string? ChangedLabel = null);
