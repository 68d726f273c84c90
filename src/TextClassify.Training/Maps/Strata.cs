namespace TextClassify.Training.Maps;

internal static class Strata
{
    /// <summary>One of each stratum after the other, each stratum in the order given, until all are through.</summary>
    public static IEnumerable<T> ByTurns<T>(IEnumerable<T> items, Func<T, int> stratum)
    {
        var queues = items.GroupBy(stratum).OrderBy(group => group.Key).Select(group => new Queue<T>(group)).ToList();
        while (queues.Count > 0)
        {
            foreach (var queue in queues)
            {
                yield return queue.Dequeue();
            }

            queues.RemoveAll(queue => queue.Count == 0);
        }
    }
}
