namespace TextClassify.Training.Steps;

/// <summary>Factor on the peak learning rate: a linear warm-up, then the decay.</summary>
internal static class LearningRate
{
    /// <param name="step">From 0.</param>
    /// <param name="steps">Steps of the whole training.</param>
    /// <param name="warmUp">Share of the steps.</param>
    /// <param name="decay">Shape of what follows.</param>
    public static double Factor(int step, int steps, double warmUp, DecayKind decay)
    {
        double rise = Math.Max(1, warmUp * steps);
        if (step < rise)
        {
            return (step + 1) / (rise + 1);
        }

        double left = Math.Max(0, (steps - step) / (steps - rise + 1));

        return decay switch
        {
            DecayKind.Linear => left,
            DecayKind.Cosine => 0.5 * (1 - Math.Cos(Math.PI * left)),
            _ => 1,
        };
    }
}
