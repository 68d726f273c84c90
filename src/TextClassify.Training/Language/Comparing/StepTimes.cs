using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Language.Comparing;

/// <summary>
/// What a training step of each net costs: processor time of this process, which other work on the machine stretches less than the clock's,
/// on one thread, the nets by turns so that a slow moment falls on all.
/// </summary>
internal static class StepTimes
{
    private const int WarmUp = 2;

    /// <summary>Median milliseconds by the net's name.</summary>
    /// <param name="recipes">As trained, by the net's name.</param>
    /// <param name="characters">V.</param>
    /// <param name="turns">Steps measured of each.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public static IReadOnlyDictionary<string, double> Measure(
        IReadOnlyDictionary<string, LanguageRecipe> recipes, int characters, int turns, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var nets = recipes.Select(recipe => new Subject(recipe.Key, recipe.Value, characters)).ToArray();
        for (int turn = 1; turn <= WarmUp + turns; turn++)
        {
            foreach (var net in nets)
            {
                cancellationToken.ThrowIfCancellationRequested();
                double time = net.Step(turn);
                if (turn > WarmUp)
                {
                    net.Times.Add(time);
                }
            }
        }

        return nets.ToDictionary(net => net.Name, net => net.Times.Order().ElementAt(net.Times.Count / 2), StringComparer.Ordinal);
    }

    private sealed class Subject
    {
        private readonly StepOptimizer _optimizer;
        private readonly Func<StepLoss> _pass;
        private readonly int _steps;

        public Subject(string name, LanguageRecipe recipe, int characters)
        {
            Name = name;
            var training = recipe.Training;
            var net = new CharacterNet(recipe.Net, characters);
            var ids = randint(characters, [training.Window, training.Streams]);
            var state = net.ZeroState(training.Streams);
            _optimizer = new StepOptimizer(net, words: null, training, new LossGuard(net.Weights, words: null, training.LearningRate));
            _pass = () => LanguageStep.Of(net, training, ids, ids, state);
            _steps = training.Steps;
        }

        public string Name { get; }

        public List<double> Times { get; } = [];

        public double Step(int number)
        {
            var before = Environment.CpuUsage.TotalTime;
            using var scope = NewDisposeScope();
            _optimizer.Run(_pass(), number, _steps);
            return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }
    }
}
