namespace TextClassify.Inference.Sessions;

/// <summary>Where a model runs and why.</summary>
/// <param name="Requested">What the configuration asks for.</param>
/// <param name="Effective">What it got: <see cref="ExecutionProvider.Cpu"/> or <see cref="ExecutionProvider.Cuda"/>.</param>
/// <param name="Reason">One sentence.</param>
public sealed record ExecutionProviderReport(ExecutionProvider Requested, ExecutionProvider Effective, string Reason);
