using TextClassify.Inference.Registry;

namespace TextClassify.Infrastructure;

internal sealed class FixedRegistry(string? defaultName, params LoadedModel[] models) : IModelRegistry
{
    public ModelSnapshot Current { get; } = new(models, [], defaultName);

    public Task LoadAllAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
