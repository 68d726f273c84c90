using TextClassify.Training.Loops;
using static TorchSharp.torch;

namespace TextClassify.Training.Communication;

/// <summary>A recipe of nodes and the images they see, made ready.</summary>
internal sealed class PreparedSensors : IPreparedRun<SensorOptions, SensorLine, SensorReport>
{
    private readonly SensorRecipe _recipe;
    private readonly SensorImages _train;
    private readonly SensorImages _dev;

    public PreparedSensors(SensorRecipe recipe, SensorImages images, RunSource source)
    {
        _recipe = recipe;
        (_train, _dev) = images.Split(recipe.DevShare);
        Options = new(recipe, source.RecipeName, source.Seed, source.Threads, _train.Count, _dev.Count, RunSource.Commit);
    }

    public SensorOptions Options { get; }

    /// <summary>Pixels have none.</summary>
    public void WriteVocabulary(Stream stream)
    {
    }

    public ITrainee<SensorLine, SensorReport> Begin(Generator random) =>
        new SensorTrainee(SensorCheck.Create(_recipe, random), _recipe, _train, _dev, random);
}
