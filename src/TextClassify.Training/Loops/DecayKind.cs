namespace TextClassify.Training.Loops;

/// <summary>How the learning rate falls after the warm-up.</summary>
public enum DecayKind
{
    None,
    Linear,
    Cosine,
}
