namespace TextClassify.Training.Communication;

/// <summary>
/// What a node that knows its own label and nothing else can be right about at best, the ten labels being equally frequent: its accuracy
/// when it says what is likeliest.
/// </summary>
internal static class SensorCeiling
{
    /// <returns>0 to 1; null for a task whose ceiling depends on how much a node sees.</returns>
    public static double? Of(SensorTask task, int nodes) => task switch
    {
        SensorTask.Parity => nodes > 1 ? 0.5 : 1,
        SensorTask.Highest => Highest(nodes),
        _ => null,
    };

    /// <summary>Over cases in which one node alone has the highest label, as they are drawn.</summary>
    private static double Highest(int nodes)
    {
        const int Labels = SensorImages.Labels;
        double right = 0, unique = 0;
        for (int own = 0; own < Labels; own++)
        {
            // That this node has the highest label, and that a given other one has; each with every other node below.
            double mine = Math.Pow((double)own / Labels, nodes - 1) / Labels, other = 0;
            for (int theirs = own + 1; theirs < Labels; theirs++)
            {
                other += Math.Pow((double)theirs / Labels, nodes - 2) / (Labels * Labels);
            }

            unique += mine + ((nodes - 1) * other);
            right += Math.Max(mine, other);
        }

        return right / unique;
    }
}
