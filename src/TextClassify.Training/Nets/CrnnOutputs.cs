using static TorchSharp.torch;

namespace TextClassify.Training.Nets;

/// <summary>Every declared output of the forward graph, batch first. What stands beyond a row's length means nothing.</summary>
/// <param name="Logits">z, [B,C].</param>
/// <param name="Evidence">e[t,c], [B,T,C].</param>
/// <param name="WordWeights">A, [B,R,T].</param>
/// <param name="ForwardStates">f, [B,T,m].</param>
/// <param name="BackwardStates">b, [B,T,m].</param>
/// <param name="WordStates">v, [B,T,K].</param>
/// <param name="LocalLogits">Output layer on each v_t alone, [B,T,C].</param>
internal sealed record CrnnOutputs(
    Tensor Logits,
    Tensor Evidence,
    Tensor WordWeights,
    Tensor ForwardStates,
    Tensor BackwardStates,
    Tensor WordStates,
    Tensor LocalLogits);
