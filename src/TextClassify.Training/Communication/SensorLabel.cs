namespace TextClassify.Training.Communication;

/// <summary>What the nodes of a case have to say.</summary>
internal static class SensorLabel
{
    /// <param name="task">The question.</param>
    /// <param name="labels">Of what each node sees.</param>
    /// <param name="present">Which nodes take part.</param>
    public static int Of(SensorTask task, ReadOnlySpan<int> labels, ReadOnlySpan<bool> present)
    {
        int highest = -1, odd = 0;
        for (int node = 0; node < labels.Length; node++)
        {
            if (present[node])
            {
                odd += labels[node] & 1;
                highest = highest < 0 || labels[node] > labels[highest] ? node : highest;
            }
        }

        return task switch
        {
            SensorTask.Highest => highest,
            SensorTask.Parity => odd & 1,
            _ => labels[0],
        };
    }

    /// <summary>Whether one node alone has the highest label, so that there is an answer.</summary>
    public static bool IsUnique(ReadOnlySpan<int> chosen, SensorImages images)
    {
        int highest = -1, count = 0;
        foreach (int image in chosen)
        {
            int label = images.LabelOf[image];
            count = label > highest ? 1 : label == highest ? count + 1 : count;
            highest = Math.Max(highest, label);
        }

        return count == 1;
    }
}
