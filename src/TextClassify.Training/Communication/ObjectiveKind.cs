namespace TextClassify.Training.Communication;

/// <summary>Whose answer training makes right.</summary>
public enum ObjectiveKind
{
    /// <summary>O1: every node's own, their mean cross-entropy.</summary>
    Every,

    /// <summary>O2: the first node's.</summary>
    Sink,

    /// <summary>O3: the merged one, and each node's own divergence from it.</summary>
    Consensus,

    /// <summary>O4: every node's own, after each exchange.</summary>
    Rounds,
}
