using TextClassify.Api.Memory;

namespace TextClassify.Api.Classify;

/// <summary>Who is told of what was answered.</summary>
internal sealed record AnswerFollowers(Shadows Shadows, PredictionRecorder Recorder);
