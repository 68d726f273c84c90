using TextClassify.Training.Aspect;
using TextClassify.Training.Cases;
using TextClassify.Training.Classifier.Verb;
using TextClassify.Training.Kinds;
using TextClassify.Training.Language;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Transformer;
using TextClassify.Training.Translation;

namespace TextClassify.Training.Commands;

/// <summary>Every kind of model that can be trained: a new one is a line here.</summary>
internal static class TrainingKinds
{
    public static readonly IReadOnlyList<ITrainingKind> All =
    [
        new ClassifierKind(), new LanguageKind(), new AspectKind(), new BaseKind(), new TransformerKind(), new CaseKind(),
        new TranslatorKind(),
    ];
}
