namespace TextClassify.Training.Behaviour;

/// <summary>What a test of behaviour asks for (Ribeiro et al. 2020, CheckList).</summary>
internal enum TestKind
{
    /// <summary>Simple texts have the label that nobody would argue about: a minimum functionality test.</summary>
    Minimum,

    /// <summary>A change that means nothing to the label leaves it as it is.</summary>
    Invariance,

    /// <summary>A change moves a label's score in one direction, or not at all.</summary>
    Direction,
}
