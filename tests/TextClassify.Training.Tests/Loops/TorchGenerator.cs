namespace TextClassify.Training.Tests.Loops;

/// <summary>Torch draws starting weights and dropout from one generator a process; tests that need its bits run beside no others.</summary>
[CollectionDefinition(nameof(TorchGenerator), DisableParallelization = true)]
public sealed class TorchGenerator;
