using Microsoft.Extensions.DependencyInjection;
using TextClassify.Inference.Kinds.Aspect;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Kinds.GenericOnnx;
using TextClassify.Inference.Kinds.Language;
using TextClassify.Inference.Kinds.Sources;
using TextClassify.Inference.Kinds.Translator;
using TextClassify.Inference.Loading;

namespace TextClassify.Inference.Kinds;

/// <summary>The kinds of models that this library brings. A service adds its own beside them.</summary>
public static class ModelKindRegistration
{
    private static readonly IModelKind[] Own =
        [new CrnnKind(), new GenericOnnxKind(), new AspectKind(), new LanguageKind(), new SourcesKind(), new TranslatorKind()];

    /// <summary>For tools that load packages without a service.</summary>
    public static ModelKinds All { get; } = new(Own);

    public static IServiceCollection AddModelKinds(this IServiceCollection services)
    {
        Array.ForEach(Own, kind => services.AddSingleton(kind));
        return services.AddSingleton<ModelKinds>();
    }

    public static IServiceCollection AddModelKind<TKind>(this IServiceCollection services)
        where TKind : class, IModelKind => services.AddSingleton<IModelKind, TKind>();
}
