using TextClassify.Inference.Batching;

namespace TextClassify.Inference.Loading;

/// <summary>What every load and the models it makes share.</summary>
/// <param name="Options">How models are run.</param>
/// <param name="Gate">Where their runs take turns.</param>
/// <param name="Time">Measures queue and compute.</param>
/// <param name="Sessions">Opens graphs.</param>
/// <param name="Instruments">Told of runs; null for nobody.</param>
internal sealed record LoadMeans(
    InferenceOptions Options, RunSlots Gate, TimeProvider Time, SessionFactory Sessions, BatchInstruments? Instruments);
