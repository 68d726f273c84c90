namespace TextClassify.Inference.Sharing;

/// <summary>A request of a caller whose name is known.</summary>
internal sealed class NamedOwner(string caller) : RunOwner
{
    protected override string NameCaller() => caller;
}
