namespace TextClassify.Training.Steps;

/// <summary>How the learning rate falls after the warm-up.</summary>
internal enum DecayKind
{
    None,
    Linear,
    Cosine,
}
