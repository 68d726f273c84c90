import type { components } from './schema';

type Schemas = components['schemas'];

export type Token = Schemas['Token'];
export type TokenScore = Schemas['TokenScore'];
export type Certificate = Schemas['Certificate'];
export type ModelDescription = Schemas['ModelDescription'];
export type ModelList = Schemas['ModelList'];
export type Explainer = Schemas['ExplainerDescription'];
export type ExplainerParameter = Schemas['ExplainerParameterDescription'];
export type ExplainerList = Schemas['ExplainerList'];
export type ExplainRequest = Schemas['ExplainRequest'];
export type ExplainResponse = Schemas['ExplainResponse'];
export type ClassifyRequest = Schemas['ClassifyRequest'];
export type ClassifyResponse = Schemas['ClassifyResponse'];
export type HiddenStatesRequest = Schemas['HiddenStatesRequest'];
export type HiddenStatesResponse = Schemas['HiddenStatesResponse'];
export type HiddenStatesResult = Schemas['HiddenStatesResult'];
export type MapList = Schemas['MapList'];
export type MapDescription = Schemas['MapDescription'];
export type CorpusPage = Schemas['CorpusPage'];
export type StateSearchRequest = Schemas['StateSearchRequest'];
export type StateSearchResponse = Schemas['StateSearchResponse'];
export type ReferenceState = Schemas['ReferenceState'];
export type ReferenceSpan = Schemas['ReferenceSpan'];
export type StateSequence = Schemas['StateSequence'];
