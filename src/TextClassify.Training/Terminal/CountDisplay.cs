using Spectre.Console;

namespace TextClassify.Training.Terminal;

/// <summary>Works through a list: a bar with the time left on a terminal, a plain line a tenth elsewhere.</summary>
internal static class CountDisplay
{
    public static async Task RunAsync<T>(
        IAnsiConsole console,
        string title,
        IReadOnlyList<T> items,
        Func<T, CancellationToken, Task> work,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            await console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    var task = context.AddTask(title, maxValue: items.Count);
                    foreach (var item in items)
                    {
                        await work(item, cancellationToken);
                        task.Increment(1);
                    }
                });
            return;
        }

        long start = time.GetTimestamp();
        for (int done = 1; done <= items.Count; done++)
        {
            await work(items[done - 1], cancellationToken);
            if (done * 10 / items.Count > (done - 1) * 10 / items.Count)
            {
                var left = time.GetElapsedTime(start) / done * (items.Count - done);
                console.WriteLine(FormattableString.Invariant($"{title}: {done} of {items.Count}, {left:hh\\:mm\\:ss} left"));
            }
        }
    }
}
