namespace TextClassify.Training.Pairing;

/// <summary>How much more often the second of two models is right on the same rows.</summary>
/// <param name="Difference">Share of the second less that of the first.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Of no difference (<see cref="McNemar"/>).</param>
internal readonly record struct PairedShare(double Difference, double Low, double High, double PValue)
{
    // Of the normal distribution, whose variance for paired shares only discordant rows make.
    private const double Width = 1.96;

    /// <param name="first">Of each row whether the first is right.</param>
    /// <param name="second">The same of the second, as many.</param>
    public static PairedShare Of(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        int firstAlone = 0, secondAlone = 0;
        for (int row = 0; row < first.Length; row++)
        {
            firstAlone += first[row] && !second[row] ? 1 : 0;
            secondAlone += second[row] && !first[row] ? 1 : 0;
        }

        double count = first.Length, difference = (secondAlone - firstAlone) / count;
        double error = Math.Sqrt((firstAlone + secondAlone) - (difference * difference * count)) / count;
        return new(difference, difference - (Width * error), difference + (Width * error), McNemar.PValue(firstAlone, secondAlone));
    }
}
