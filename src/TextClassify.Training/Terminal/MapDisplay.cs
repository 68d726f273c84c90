using Spectre.Console;
using TextClassify.HiddenStates.Maps;

namespace TextClassify.Training.Terminal;

/// <summary>A progress bar a map with the time that is left; without a terminal, a line as each map is done.</summary>
internal static class MapDisplay
{
    public static async Task<T> RunAsync<T>(IAnsiConsole console, Func<IProgress<(StateKind Kind, double Share)>, Task<T>> build)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
        {
            return await build(new Lines(console));
        }

        return await console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => build(new Bars(context)));
    }

    private static string NameOf(StateKind kind) =>
        kind switch { StateKind.Forward => "forward", StateKind.Backward => "backward", _ => "word" };

    private sealed class Bars(ProgressContext context) : IProgress<(StateKind Kind, double Share)>
    {
        private readonly Dictionary<StateKind, ProgressTask> _tasks = Enum.GetValues<StateKind>()
            .ToDictionary(kind => kind, kind => context.AddTask($"{NameOf(kind)} states", autoStart: false, maxValue: 1));

        public void Report((StateKind Kind, double Share) value)
        {
            var task = _tasks[value.Kind];
            if (!task.IsStarted)
            {
                task.StartTask();
            }

            task.Value = value.Share;
        }
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<(StateKind Kind, double Share)>
    {
        public void Report((StateKind Kind, double Share) value)
        {
            if (value.Share >= 1)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{NameOf(value.Kind)} states mapped"));
            }
        }
    }
}
