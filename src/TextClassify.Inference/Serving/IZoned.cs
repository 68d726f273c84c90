namespace TextClassify.Inference.Serving;

/// <summary>Gives the zones that the gates of each direction are made of (<see cref="Forward.ForwardOutputs.Zones"/>).</summary>
public interface IZoned : ITextClassifier
{
    ZoneShape Zones { get; }
}
